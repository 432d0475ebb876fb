using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>Tells from what ssh, sudo and the shell said (in English: LC_ALL=C) why there was no agent.</summary>
internal static class SshFailure
{
    private const int SshItself = 255;
    private const int CannotExecute = 126;
    private const int NotFound = 127;

    // In this order: what ssh says last ("Connection closed by UNKNOWN port") is often only a consequence.
    private static readonly (string Text, Func<HostAddress, string, Problem> Problem)[] _texts =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", HostProblems.ChangedKey),
        ("has changed and you have requested strict checking", HostProblems.ChangedKey),
        ("revoked", HostProblems.ChangedKey),
        ("Host key verification failed", HostProblems.UnknownKey),
        ("UNPROTECTED PRIVATE KEY FILE", HostProblems.KeyFileOpen),
        ("Too many authentication failures", HostProblems.TooManyKeys),
        ("Could not resolve hostname", HostProblems.NameNotFound),
        ("Name or service not known", HostProblems.NameNotFound),
        ("during banner exchange", HostProblems.Silent),
        ("Connection refused", HostProblems.PortClosed),
        ("No route to host", HostProblems.Unreachable),
        ("Network is unreachable", HostProblems.Unreachable),
        ("timed out", HostProblems.TimedOut),
        ("not responding", HostProblems.TimedOut),
        ("Unable to negotiate", HostProblems.NoCommonAlgorithm),
        ("Bad configuration option", HostProblems.BadConfig),
        ("bad configuration options", HostProblems.BadConfig),
        ("Permission denied (", HostProblems.KeyRefused),
        ("exchange_identification", HostProblems.Dropped),
        ("Connection closed by", HostProblems.Dropped),
        ("Connection reset by", HostProblems.Dropped),
    ];

    private static readonly (string Text, Func<HostAddress, string, Problem> Problem)[] _afterLogin =
    [
        ("version `GLIBC_", HostProblems.OldLibc),
        ("a password is required", HostProblems.SudoPassword),
        ("a terminal is required to read the password", HostProblems.SudoPassword),
        ("you must have a tty to run sudo", HostProblems.SudoTerminal),
        ("is not allowed to", HostProblems.SudoRefused),
        ("is not in the sudoers file", HostProblems.SudoRefused),
        ("may not run sudo", HostProblems.SudoRefused),
        ("sudo: not found", HostProblems.NoSudo),
        ("sudo: command not found", HostProblems.NoSudo),
        ("No space left on device", HostProblems.DiskFull),
        ("Disk quota exceeded", HostProblems.DiskFull),
        ("account is currently not available", HostProblems.NoShell),
        ("account has expired", HostProblems.NoShell),
    ];

    /// <param name="host">The host that was tried.</param>
    /// <param name="exit">ssh's exit status: 255 is ssh's own, others come from the remote command.</param>
    /// <param name="errors">Standard error of ssh and the remote command.</param>
    /// <param name="output">The start of what came instead of the agent's hello.</param>
    public static Problem Classify(HostAddress host, int exit, string errors, string output)
    {
        var evidence = string.Join('\n', new[] { errors.Trim(), output.Trim() }.Where(t => t.Length > 0));
        if (Match(exit == SshItself ? _texts : _afterLogin, evidence) is { } found)
            return found(host, evidence);
        return exit switch
        {
            SshItself => HostProblems.SshFailed(host, evidence),
            CannotExecute when errors.Contains("slipway-agent") => HostProblems.NoExec(host, evidence),
            NotFound when errors.Contains("sudo") => HostProblems.NoSudo(host, evidence),
            1 when evidence.Length == 0 => HostProblems.NoShell(host, "the login ended at once with status 1, without a word"),
            _ => HostProblems.NoAnswer(host, $"status {exit}\n{evidence}"),
        };
    }

    /// <param name="host">The host that was tried.</param>
    /// <param name="words">What the start script said after <c>fail</c>.</param>
    /// <param name="errors">Its standard error.</param>
    public static Problem FromScript(HostAddress host, string words, string errors)
    {
        var parts = words.Split(' ', 2);
        var rest = parts.Length > 1 ? parts[1].Trim() : "";
        var full = Match(_afterLogin, errors);
        return parts[0] switch
        {
            "cpu" => HostProblems.WrongCpu(host, rest),
            "libc" => HostProblems.WrongLibc(host),
            "noexec" when rest.Length > 0 => HostProblems.NoExec(host, "tried: " + rest),
            "noexec" => HostProblems.NotWritable(host, errors),
            _ when full is not null => full(host, $"{rest}\n{errors}"),
            "write" => HostProblems.NotWritable(host, $"{rest}\n{errors}"),
            _ => HostProblems.PushBroken(host, $"{rest}\n{errors}"),
        };
    }

    private static Func<HostAddress, string, Problem>? Match((string Text, Func<HostAddress, string, Problem> Problem)[] table, string text) =>
        table.FirstOrDefault(row => text.Contains(row.Text, StringComparison.OrdinalIgnoreCase)).Problem;
}
