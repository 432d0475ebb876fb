using Slipway.Lab.Tests.Harness;
using Xunit;
using LabCommand = Slipway.Lab.Command;

[assembly: AssemblyFixture(typeof(DeployFixture))]

namespace Slipway.Lab.Tests.Harness;

/// <summary>
/// What all deploy stories share: the programs as they are shipped, made once by <c>./build publish</c>, one network of
/// machines, and builds of the samples. Each is made at first use.
/// </summary>
public sealed class DeployFixture : IAsyncDisposable
{
    private readonly Lazy<Task> _programs;
    private readonly Lazy<Task<LabNetwork>> _network = new(() => LabNetwork.StartAsync());
    private readonly SampleBuilds _builds = new();

    public DeployFixture() => _programs = new(PublishAsync);

    internal string Client { get; } = Given("SLIPWAY_TEST_CLIENT") ?? Path.Combine(Repository.Folder, "artifacts", "slipway");

    internal string Agent { get; } = Given("SLIPWAY_TEST_AGENT") ?? Path.Combine(Repository.Folder, "artifacts", "agents", "linux-x64", "slipway-agent");

    /// <summary>A server with everything installed and nginx running.</summary>
    /// <param name="name">Unique among all tests: use the story's.</param>
    public async Task<LabHost> StartWebHostAsync(string name, HostDisk disk = HostDisk.Directory, int diskMegabytes = 4096)
    {
        await _programs.Value;
        var host = await (await _network.Value).StartHostAsync(name, Image.Stack, disk, diskMegabytes);
        await host.EnableAsync("nginx");
        return host;
    }

    /// <summary>A copy of samples/aspnet with a project file for these hosts, as version 1.</summary>
    public SampleSite Site(params LabHost[] hosts) => new(this, _builds, hosts);

    public async ValueTask DisposeAsync()
    {
        if (_network.IsValueCreated)
            await (await _network.Value).DisposeAsync();
        _builds.Dispose();
    }

    /// <summary>Programs made in another, quicker way while working on them.</summary>
    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;

    private static async Task PublishAsync()
    {
        if (Given("SLIPWAY_TEST_CLIENT") is not null && Given("SLIPWAY_TEST_AGENT") is not null)
            return;
        var build = await LabCommand.RunAsync(Path.Combine(Repository.Folder, "build"), ["publish"], TimeSpan.FromMinutes(10));
        build.Require("./build publish");
    }
}
