using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Hosts;

public class SshFailureTest
{
    private static readonly HostAddress _host = new("deploy", "203.0.113.10", null);

    [Theory]
    [InlineData("No ED25519 host key is known for 203.0.113.10 and you have requested strict checking.\r\nHost key verification failed.", "host.unknown-key")]
    [InlineData("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.", "host.changed-key")]
    [InlineData("deploy@203.0.113.10: Permission denied (publickey).", "host.key-refused")]
    [InlineData("@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\ndeploy@203.0.113.10: Permission denied (publickey).", "host.key-permissions")]
    [InlineData("Received disconnect from 203.0.113.10 port 22:2: Too many authentication failures", "host.too-many-keys")]
    [InlineData("ssh: connect to host 203.0.113.10 port 22: Connection refused", "host.port-closed")]
    [InlineData("ssh: connect to host 203.0.113.10 port 22: No route to host", "host.unreachable")]
    [InlineData("ssh: connect to host 203.0.113.10 port 22: Network is unreachable", "host.unreachable")]
    [InlineData("ssh: connect to host 203.0.113.10 port 22: Connection timed out", "host.timeout")]
    [InlineData("Timeout, server 203.0.113.10 not responding.", "host.timeout")]
    [InlineData("Connection timed out during banner exchange\nConnection to 203.0.113.10 port 22 timed out", "host.silent")]
    [InlineData("ssh: Could not resolve hostname web1: Name or service not known", "host.name-not-found")]
    [InlineData("kex_exchange_identification: Connection closed by remote host\nConnection closed by 203.0.113.10 port 22", "host.dropped")]
    [InlineData("kex_exchange_identification: read: Connection reset by peer", "host.dropped")]
    [InlineData("channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed\nConnection closed by UNKNOWN port 65535", "host.port-closed")]
    [InlineData("Unable to negotiate with 203.0.113.10 port 22: no matching host key type found.", "host.no-common-algorithm")]
    [InlineData("/home/ann/.ssh/config: line 3: Bad configuration option: foo", "host.bad-ssh-config")]
    [InlineData("something new", "host.ssh-failed")]
    public void What_ssh_says_before_the_login_names_the_problem(string errors, string code) =>
        Assert.Equal(code, SshFailure.Classify(_host, 255, errors, "").Code);

    [Theory]
    [InlineData(1, "sudo: a password is required", "", "host.sudo-password")]
    [InlineData(1, "sudo: sorry, you must have a tty to run sudo", "", "host.sudo-tty")]
    [InlineData(1, "Sorry, user deploy is not allowed to execute '/bin/sh -c ...' as root on web1.", "", "host.sudo-refused")]
    [InlineData(1, "deploy is not in the sudoers file.", "", "host.sudo-refused")]
    [InlineData(127, "/bin/sh: 1: exec: sudo: not found", "", "host.no-sudo")]
    [InlineData(1, "", "This account is currently not available.", "host.no-shell")]
    [InlineData(1, "", "", "host.no-shell")]
    [InlineData(126, "/bin/sh: 1: exec: /var/lib/slipway/agent/x/slipway-agent: Permission denied", "", "host.noexec")]
    [InlineData(1, "/var/lib/slipway/agent/x/slipway-agent: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by x)", "", "host.old-libc")]
    [InlineData(134, "Fatal error", "", "host.no-answer")]
    public void What_is_said_after_the_login_names_the_problem(int exit, string errors, string output, string code) =>
        Assert.Equal(code, SshFailure.Classify(_host, exit, errors, output).Code);

    [Theory]
    [InlineData("cpu aarch64", "", "host.wrong-cpu")]
    [InlineData("libc", "", "host.wrong-libc")]
    [InlineData("noexec /var/lib/slipway/agent", "", "host.noexec")]
    [InlineData("noexec ", "", "host.not-writable")]
    [InlineData("write /var/lib/slipway/agent", "mkdir: cannot create directory: No space left on device", "host.disk-full")]
    [InlineData("write /var/lib/slipway/agent", "mkdir: Read-only file system", "host.not-writable")]
    [InlineData("push /var/lib/slipway/agent", "gzip: stdout: No space left on device", "host.disk-full")]
    [InlineData("push /var/lib/slipway/agent 0000", "gzip: stdin: unexpected end of file", "host.push-broken")]
    public void What_the_start_script_says_names_the_problem(string words, string errors, string code) =>
        Assert.Equal(code, SshFailure.FromScript(_host, words, errors).Code);

    [Fact]
    public void Problem_names_the_host_the_evidence_and_the_exit()
    {
        var problem = SshFailure.Classify(_host with { Port = 2222 }, 255, "ssh: connect to host 203.0.113.10 port 2222: Connection refused\r\n", "");

        Assert.Equal("deploy@203.0.113.10:2222", problem.Where);
        Assert.Equal("ssh: connect to host 203.0.113.10 port 2222: Connection refused", problem.Detail);
        Assert.Equal("Write the port into the project file (address: 203.0.113.10:PORT), or start sshd from the host's console.", problem.Remedy);
        Assert.Equal(ExitCodes.Unreachable, problem.Exit);
    }
}
