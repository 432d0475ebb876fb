using Slipway.Hosts;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Software;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>After the login: noise, rights and hosts on which the agent cannot run.</summary>
public class HostLoginTest
{
    private const string Worker = "echo 'worker:x:4711:4711::/home/worker:/bin/bash' >> /etc/passwd; echo 'worker:*:19000::::::' >> /etc/shadow; install -d -o 4711 -g 4711 /home/worker";

    [Fact]
    public async Task Noisy_banner_and_rc_file_are_skipped()
    {
        await using var server = await SshServer.StartAsync(
            "Banner /etc/noise",
            "echo 'Authorized use only' > /etc/noise; printf 'echo Welcome; seq 1 5000; echo \"#slipway#\" oops >&2; printf prompt\\n' > /root/.bashrc");

        await using var opened = await server.OpenAsync();

        Assert.True(opened.Pushed);
        Assert.Contains("#slipway# oops", opened.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bin/dash")]
    [InlineData("/bin/tcsh")]
    public async Task Other_login_shells_pass_the_command_on(string shell)
    {
        Needs.Programs(shell);
        await using var server = await SshServer.StartAsync("", $"sed -i '1s#:[^:]*$#:{shell}#' /etc/passwd");

        await using var opened = await server.OpenAsync();

        Assert.Equal(0, opened.Hello.User);
    }

    [Fact]
    public async Task User_with_sudo_gets_an_agent_as_root()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("", $"{Worker}; echo 'worker ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/worker");

        await using var first = await server.OpenAsync(user: "worker");
        await using var second = await server.OpenAsync(user: "worker");

        Assert.Equal((0, true), (first.Hello.User, first.Pushed));
        Assert.Equal((0, false), (second.Hello.User, second.Pushed));
    }

    [Fact]
    public async Task Sudo_in_a_terminal_of_its_own_passes_frames_unchanged()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("",
            $"{Worker}; printf 'Defaults use_pty\\nworker ALL=(ALL) NOPASSWD: ALL\\n' > /etc/sudoers.d/worker");

        await using var opened = await server.OpenAsync(user: "worker");

        var root = new UsersQuestion(["root"]);
        Assert.Equal(["root"], (await opened.ObserveAsync([root])).Of(root).Fact?.Users.Select(user => user.Name));
    }

    [Fact]
    public async Task Sudo_that_wants_a_password_is_told()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("", $"{Worker}; echo 'worker ALL=(ALL) ALL' > /etc/sudoers.d/worker");

        var problem = await server.OpenFailsAsync("host.sudo-password", user: "worker");

        Assert.Contains("worker ALL=(ALL) NOPASSWD: ALL", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sudo_that_allows_only_other_commands_is_told()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("",
            $"{Worker}; printf 'Defaults:worker !authenticate\\nworker ALL=(ALL) /bin/true\\n' > /etc/sudoers.d/worker");

        await server.OpenFailsAsync("host.sudo-refused", user: "worker");
    }

    [Fact]
    public async Task Sudo_that_requires_a_terminal_is_told()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("",
            $"{Worker}; printf 'Defaults requiretty\\nworker ALL=(ALL) NOPASSWD: ALL\\n' > /etc/sudoers.d/worker");

        await server.OpenFailsAsync("host.sudo-tty", user: "worker");
    }

    [Fact]
    public async Task User_unknown_to_sudo_gets_a_plain_agent_when_rights_are_as_good_as_possible()
    {
        Needs.Programs("sudo");
        await using var server = await SshServer.StartAsync("", Worker);

        await using var opened = await server.OpenAsync(server.Settings with { Rights = HostRights.Best }, "worker");

        Assert.Equal((4711, true), (opened.Hello.User, opened.Pushed));
        await using var again = await server.OpenAsync(server.Settings with { Rights = HostRights.Login }, "worker");
        Assert.Equal((4711, false), (again.Hello.User, again.Pushed));
    }

    [Fact]
    public async Task Plain_user_runs_the_agent_that_root_installed()
    {
        await using var server = await SshServer.StartAsync("", Worker);
        await using (await server.OpenAsync())
        {
        }

        await using var opened = await server.OpenAsync(server.Settings with { Rights = HostRights.Login }, "worker");

        Assert.Equal((4711, false), (opened.Hello.User, opened.Pushed));
    }

    [Fact]
    public async Task Login_without_a_shell_is_told()
    {
        await using var server = await SshServer.StartAsync("", $"{Worker}; sed -i '/^worker:/s#/bin/bash#/usr/sbin/nologin#' /etc/passwd");

        await server.OpenFailsAsync("host.no-shell", user: "worker");
    }

    [Fact]
    public async Task Forced_command_that_prints_our_own_command_is_no_answer()
    {
        await using var server = await SshServer.StartAsync("ForceCommand echo \"$SSH_ORIGINAL_COMMAND\"");

        await server.OpenFailsAsync("host.no-answer");
    }

    [Fact]
    public async Task Noexec_at_the_first_place_takes_the_second()
    {
        await using var server = await SshServer.StartAsync("", "mkdir -p /var/lib/slipway; mount -t tmpfs -o noexec tmpfs /var/lib/slipway");

        await using (var opened = await server.OpenAsync())
            Assert.True(opened.Pushed);
        await using var again = await server.OpenAsync();

        Assert.False(again.Pushed);
    }

    [Fact]
    public async Task Noexec_everywhere_is_told_with_the_places()
    {
        await using var server = await SshServer.StartAsync("",
            "for d in /var/lib/slipway /root/.slipway /var/tmp; do mkdir -p $d; mount -t tmpfs -o noexec,mode=1777 tmpfs $d; done");

        var problem = await server.OpenFailsAsync("host.noexec");

        Assert.Equal("tried: /var/lib/slipway/agent /root/.slipway/agent /var/tmp/slipway-0", problem.Detail);
    }

    [Fact]
    public async Task Folder_in_var_tmp_that_another_user_made_is_never_used()
    {
        await using var server = await SshServer.StartAsync("",
            "for d in /var/lib/slipway /root/.slipway; do mkdir -p $d; mount -t tmpfs -o noexec tmpfs $d; done; install -d -o 4711 /var/tmp/slipway-0");

        await server.OpenFailsAsync("host.noexec");
    }

    [Fact]
    public async Task Disk_that_is_full_is_told()
    {
        await using var server = await SshServer.StartAsync("", "mkdir -p /var/lib/slipway; mount -t tmpfs -o size=4m tmpfs /var/lib/slipway");

        var problem = await server.OpenFailsAsync("host.disk-full");

        Assert.Contains("No space left on device", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cpu_is_told()
    {
        await using var server = await SshServer.StartAsync("SetEnv PATH=/run/fake:/usr/bin:/bin",
            "mkdir /run/fake; printf '#!/bin/sh\\necho aarch64\\n' > /run/fake/uname; chmod 755 /run/fake/uname");

        var problem = await server.OpenFailsAsync("host.wrong-cpu");

        Assert.Equal("uname -m says aarch64", problem.Detail);
    }

    [Fact]
    public async Task Old_agents_are_pruned_but_not_those_that_run()
    {
        var old = string.Join("; ", Enumerable.Range(1, 6).Select(i =>
            $"mkdir -p /var/lib/slipway/agent/{i}aaaaaaa; cp /bin/sleep /var/lib/slipway/agent/{i}aaaaaaa/slipway-agent; touch -d '{10 - i} days ago' /var/lib/slipway/agent/{i}aaaaaaa"));
        await using var server = await SshServer.StartAsync("",
            $"{old}; /var/lib/slipway/agent/1aaaaaaa/slipway-agent 1000 & install -D /bin/true /var/lib/slipway/agent/keep-me/slipway-agent");

        await using var opened = await server.OpenAsync();

        string[] names = [.. Enumerable.Range(1, 6).Select(i => $"{i}aaaaaaa"), (await Repository.AgentAsync()).Digest, "keep-me"];
        var programs = new ProgramsQuestion([.. names.Select(n => $"/var/lib/slipway/agent/{n}/slipway-agent")]);
        var found = (await opened.ObserveAsync([programs])).Of(programs).Fact!.Paths;
        Assert.Equal(
            [names[0], names[4], names[5], names[6], names[7]],
            names.Where(n => found.ContainsKey($"/var/lib/slipway/agent/{n}/slipway-agent")));
    }

    [Fact]
    public async Task Killed_host_is_noticed_as_end_without_bye()
    {
        await using var server = await SshServer.StartAsync();
        await using var opened = await server.OpenAsync();

        Slipway.Files.Posix.Signal(opened.Hello.ProcessId, 9);

        var end = await opened.Connection.Completion.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Slipway.Protocol.ConnectionEndReason.EndOfInput, end.Reason);
    }
}
