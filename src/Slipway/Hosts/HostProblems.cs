using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>The problems of reaching a host and starting the agent there. All end a command with exit 12.</summary>
internal static class HostProblems
{
    public static Problem UnknownKey(HostAddress host, string evidence) => New(host, "host.unknown-key",
        "The host's key is not known yet", evidence,
        ["this is the first contact with this host", "the host is reached under a new name or port"],
        $"Compare the fingerprint with the one the host's console or provider shows (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then accept it: Slipway asks on a terminal; else run ssh {host} once.");

    public static Problem ChangedKey(HostAddress host, string evidence) => New(host, "host.changed-key",
        "The host's key is another one than before: nothing was sent", evidence,
        ["the host was installed anew", "another machine has this address now", "somebody is between you and the host"],
        "Find out why first. Only when the host really was installed anew, remove the line named above from that known_hosts file and run again.");

    public static Problem KeyRefused(HostAddress host, string evidence) => New(host, "host.key-refused",
        "The host refuses our keys", evidence,
        [$"the public key is not in ~/.ssh/authorized_keys of {host.User ?? "that user"}", "another user name is meant", "the host's ~/.ssh folder or file may be written by others, so sshd ignores it"],
        $"Add your public key on the host (ssh-copy-id {Login(host)}), or name the right key with IdentityFile in ~/.ssh/config.");

    public static Problem NoKey(HostAddress host, string evidence) => New(host, "host.no-key",
        "There is no ssh key to log in with", evidence,
        ["no key was made on this machine", "the key lies elsewhere and no IdentityFile names it", "the ssh agent holds no key"],
        $"Make a key (ssh-keygen -t ed25519), then ssh-copy-id {Login(host)}. In CI load the deploy key into ssh-agent.");

    public static Problem KeyLocked(HostAddress host, string evidence) => New(host, "host.key-locked",
        "The ssh key is protected by a passphrase and no ssh agent holds it", evidence,
        ["ssh-agent does not run in this session", "the key was not added to it"],
        "Start the agent and add the key: eval \"$(ssh-agent)\"; ssh-add. Then run again.");

    public static Problem KeyFileOpen(HostAddress host, string evidence) => New(host, "host.key-permissions",
        "ssh ignores the key because others may read its file", evidence, ["the file was copied with wide permissions"], "chmod 600 the key file named above.");

    public static Problem TooManyKeys(HostAddress host, string evidence) => New(host, "host.too-many-keys",
        "The host gave up before the right key was offered", evidence, ["the ssh agent holds many keys"],
        "Name the key for this host in ~/.ssh/config: IdentityFile and IdentitiesOnly yes.");

    public static Problem PortClosed(HostAddress host, string evidence) => New(host, "host.port-closed",
        "Nothing listens on the ssh port", evidence, ["sshd listens on another port", "sshd does not run", "a firewall rejects the connection"],
        $"Write the port into the project file (address: {host.Address}:PORT), or start sshd from the host's console.");

    public static Problem Unreachable(HostAddress host, string evidence) => New(host, "host.unreachable",
        "There is no route to the host", evidence, ["this machine is offline or its VPN is down", "the host is switched off"],
        "Check your network and VPN, then the host in the provider's console.");

    public static Problem TimedOut(HostAddress host, string evidence) => New(host, "host.timeout",
        "The host does not answer: packets vanish", evidence,
        ["a firewall drops them (often after a change of your own address)", "the host is down", "the address is wrong"],
        "Check the address and the provider's firewall; allow your address on the ssh port.");

    public static Problem Silent(HostAddress host, string evidence) => New(host, "host.silent",
        "The host took the connection and then said nothing", evidence,
        ["the host is overloaded or out of memory", "its disk hangs", "the port belongs to another program"],
        "Look at the host from the provider's console (load, memory, disk); restart sshd or the host.");

    public static Problem NameNotFound(HostAddress host, string evidence) => New(host, "host.name-not-found",
        "The host's name is unknown", evidence, ["a typing error in the project file", "the DNS record is missing", "this machine has no working DNS"],
        "Check the name with: getent hosts " + host.Address);

    public static Problem Dropped(HostAddress host, string evidence) => New(host, "host.dropped",
        "The host dropped the connection before the login", evidence,
        ["sshd's MaxStartups is reached: too many logins at once", "fail2ban or another guard banned this address", "sshd cannot start a session (memory, disk, missing host keys)"],
        "Wait a minute and run again; if it stays, look at the host's log: journalctl -u ssh.");

    public static Problem NoCommonAlgorithm(HostAddress host, string evidence) => New(host, "host.no-common-algorithm",
        "ssh and the host have no algorithm in common", evidence, ["the host's OpenSSH is very old, or hardened beyond this client"], "Update OpenSSH on the older side.");

    public static Problem BadConfig(HostAddress host, string evidence) => New(host, "host.bad-ssh-config",
        "ssh cannot read its configuration", evidence, ["a line in ~/.ssh/config that this ssh does not know"], "Correct the file and line named above.");

    public static Problem SudoPassword(HostAddress host, string evidence) => New(host, "host.sudo-password",
        "sudo asks for a password", evidence, [$"{host.User ?? "the user"} has no NOPASSWD rule", "the rule allows other commands only", "the user is not in sudoers at all: sudo asks before it says so"],
        $"On the host, as root: echo '{host.User ?? "USER"} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/90-slipway && chmod 440 /etc/sudoers.d/90-slipway; or log in as root for provisioning.");

    public static Problem SudoRefused(HostAddress host, string evidence) => New(host, "host.sudo-refused",
        "sudo does not allow it", evidence, [$"{host.User ?? "the user"} is not in the sudo group", "the rule allows other commands only"],
        "Give that user a NOPASSWD rule for all commands, or use a user that has one.");

    public static Problem SudoTerminal(HostAddress host, string evidence) => New(host, "host.sudo-tty",
        "sudo wants a terminal", evidence, ["sudoers has Defaults requiretty"],
        $"On the host, as root: echo 'Defaults:{host.User ?? "USER"} !requiretty' > /etc/sudoers.d/91-slipway && chmod 440 /etc/sudoers.d/91-slipway");

    public static Problem NoSudo(HostAddress host, string evidence) => New(host, "host.no-sudo",
        "The user is not root and the host has no sudo", evidence, ["a minimal installation"], "Log in as root, or install sudo and add a rule for the user.");

    public static Problem NoShell(HostAddress host, string evidence) => New(host, "host.no-shell",
        "The login does not give a shell", evidence, ["the user's shell is nologin or false", "a ForceCommand or command= rule replaces what we run", "the account is locked or expired"],
        "Set a shell on the host (usermod -s /bin/bash USER), or use another user.");

    public static Problem NoAnswer(HostAddress host, string evidence) => New(host, "host.no-answer",
        "Logged in, but the agent did not start", evidence, ["the login runs something else than our command", "the agent crashed"],
        "Log in by hand and run: uname -a; df -h /var/lib; the agents lie in /var/lib/slipway/agent.");

    public static Problem SshFailed(HostAddress host, string evidence) => New(host, "host.ssh-failed",
        "ssh could not log in", evidence, ["see what ssh said"], $"Try by hand: ssh -v {Login(host)}");

    public static Problem NoExec(HostAddress host, string evidence) => New(host, "host.noexec",
        "The host does not let us run programs where we may write", evidence,
        ["/var, the home folder and /var/tmp are mounted noexec"], "Mount /var/lib without noexec, or give /var/lib/slipway a file system of its own without it.");

    public static Problem NotWritable(HostAddress host, string evidence) => New(host, "host.not-writable",
        "There is no folder on the host to put the agent in", evidence, ["the file systems are read-only or full", "the user has no home folder"],
        "Check mount and df -h /var/lib on the host; make room or remount it writable.");

    public static Problem WrongCpu(HostAddress host, string cpu) => New(host, "host.wrong-cpu",
        $"The host's processor is {cpu}; there is an agent for x86_64 only", $"uname -m says {cpu}", ["an ARM server"], "Use a host with an x86_64 processor.");

    public static Problem WrongLibc(HostAddress host) => New(host, "host.wrong-libc",
        "The host has no glibc", "/lib64/ld-linux-x86-64.so.2 is missing", ["Alpine or another distribution with musl"], "Use Debian or Ubuntu.");

    public static Problem OldLibc(HostAddress host, string evidence) => New(host, "host.old-libc",
        "The host's C library is older than the agent needs", evidence,
        ["an older distribution than Debian 12 or Ubuntu 22.04", "this slipway was built on a newer distribution than the host has"],
        "Upgrade the host, or build the programs with SLIPWAY_NATIVE=no ./build publish: that agent runs from glibc 2.27 on.");

    public static Problem DiskFull(HostAddress host, string evidence) => New(host, "host.disk-full",
        "The host's disk is full: the agent does not fit", evidence, ["logs, old releases, backups or database files filled it"],
        "Free at least 100 MB below /var on the host (df -h; journalctl --vacuum-size=100M; apt-get clean) and run again.");

    public static Problem PushBroken(HostAddress host, string evidence) => New(host, "host.push-broken",
        "The agent did not arrive whole", evidence, ["the connection was cut while it was sent", "head, gzip or sha256sum is missing on the host"], "Run again.");

    public static Problem NoSsh(string program) => new("host.no-ssh",
        $"The ssh program is missing: {program}", null, ["OpenSSH's client is not installed"], "Install it: apt-get install openssh-client") { Exit = ExitCodes.Unreachable };

    public static ProblemException NoAgent(string path, string evidence) => new(new Problem("host.no-agent",
        "The agent program is missing from this installation", $"{path}: {evidence}", ["the installation is incomplete"], "Install Slipway again, or run ./build publish.") { Exit = ExitCodes.Unreachable });

    private static string Login(HostAddress host) => host.Port is null ? $"{host}" : $"-p {host.Port} {host with { Port = null }}";

    private static Problem New(HostAddress host, string code, string title, string? detail, string[] causes, string remedy) =>
        new(code, title, string.IsNullOrWhiteSpace(detail) ? null : detail.Trim(), causes, remedy, host.ToString()) { Exit = ExitCodes.Unreachable };
}
