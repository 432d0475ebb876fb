using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Secrets;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Sessions;

public sealed class HostEnvTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EnvFingerprints _fingerprints = EnvFingerprints.New();

    private HostLayout Layout => HostLayout.Server("shop", "production", _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_told_with_fingerprints_by_the_key_of_the_request()
    {
        Put("PIN='1234'\n");
        var env = Look();
        Assert.Null(env.Problem);
        Assert.Equal(("PIN", _fingerprints.Of(new Secret("1234"))), env.Keys.Select(k => (k.Key, k.Value)).Single());
    }

    [Fact]
    public void A_host_without_env_has_none()
    {
        var env = Look();
        Assert.Null(env.Fingerprint);
        Assert.Null(env.Problem);
    }

    [Fact]
    public void Of_a_file_that_cannot_be_read_it_says_why_and_no_value()
    {
        var fingerprint = Put("A=1\nsentinel value\n");
        var env = Look();
        Assert.Equal(fingerprint, env.Fingerprint);
        Assert.Empty(env.Keys);
        Assert.Equal($"{EnvFolder.PathOf(Layout, fingerprint)}:2:1: this line is not `KEY=value`", env.Problem);
    }

    [Fact]
    public void A_file_that_was_removed_by_hand_is_no_empty_env()
    {
        File.Delete(EnvFolder.PathOf(Layout, Put("A=1\n")));
        var env = Look();
        Assert.NotNull(env.Fingerprint);
        Assert.Contains(EnvFolder.PathOf(Layout, env.Fingerprint), env.Problem, StringComparison.Ordinal);
    }

    private string Put(string text)
    {
        var fingerprint = EnvFolder.Put(Layout, new Secret(text), -1, -1);
        EnvFolder.MakeCurrent(Layout, fingerprint);
        return fingerprint;
    }

    private HostEnv Look() => HostEnv.Of(Layout, [], new InspectRequest(Layout) { DeployUser = "deploy", RunUser = "shop", EnvFingerprints = _fingerprints.ToText().Reveal() });
}
