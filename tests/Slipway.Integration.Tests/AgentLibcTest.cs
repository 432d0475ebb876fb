using System.Text;
using System.Text.RegularExpressions;
using Slipway.Hosts;
using Slipway.Problems;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Which C library the agent asks for, and what a host that has an older one says.</summary>
public partial class AgentLibcTest
{
    private static readonly Version _ubuntu2204 = new(2, 35);

    [Fact]
    public async Task The_agent_runs_on_the_C_library_of_the_oldest_supported_host()
    {
        var newest = Asked(await File.ReadAllBytesAsync(await Repository.AgentFileAsync())).Max(name => Version.Parse(name[6..]));

        Assert.True(newest <= _ubuntu2204, $"the agent asks for glibc {newest}, hosts have {_ubuntu2204}: build releases on Debian 12");
    }

    [Fact]
    public async Task A_host_with_an_older_C_library_says_so()
    {
        await using var server = await SshServer.StartAsync();
        var future = Path.Combine(server.Folder, "slipway-agent");
        await File.WriteAllBytesAsync(future, FromTheFuture(await File.ReadAllBytesAsync(await Repository.AgentFileAsync())));

        var thrown = await Assert.ThrowsAsync<ProblemException>(async () =>
        {
            await using var opened = await HostConnection.OpenAsync(server.As("root"), AgentImage.Load(future), server.Settings);
        });

        Assert.Equal("host.old-libc", thrown.Problem.Code);
        Assert.Contains("version `GLIBC_9.", thrown.Problem.Detail, StringComparison.Ordinal);
    }

    // The same program asks for a version that no C library has.
    private static byte[] FromTheFuture(byte[] program)
    {
        foreach (var name in Asked(program).Where(name => Version.Parse(name[6..]) > new Version(2, 25)))
        {
            var at = program.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{name}\0"));
            program[at + 1 + "GLIBC_".Length] = (byte)'9';
        }

        return program;
    }

    private static IEnumerable<string> Asked(byte[] program) =>
        Name().Matches(Encoding.Latin1.GetString(program)).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("\0(GLIBC_2\\.[0-9]+)(?=\0)")]
    private static partial Regex Name();
}
