using System.Globalization;
using System.Text;
using Slipway.Files;

namespace Slipway.Hosts;

/// <summary>
/// The configuration file that each ssh of ours gets with <c>-F</c>: our options first (the first value wins), then the
/// user's. Jump hosts are reached by an ssh that gets the same file. Lies in a private folder that goes with it.
/// </summary>
internal sealed class SshConfig : IDisposable
{
    private readonly string _folder;

    public SshConfig(SshSettings settings)
    {
        _folder = Directory.CreateTempSubdirectory("slipway-ssh-").FullName;
        Posix.ChangeMode(_folder, 0b111_000_000);
        Path = System.IO.Path.Combine(_folder, "config");
        using var file = Posix.CreateNew(Path, 0b110_000_000); // nobody else's folder, and of no use after this process: not synced
        file.Write(Encoding.UTF8.GetBytes(Text(settings)));
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static string Text(SshSettings settings)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] known = [$"{home}/.ssh/known_hosts", $"{home}/.ssh/known_hosts2"];
        if (settings.KnownHosts is { } project)
            known = [System.IO.Path.GetFullPath(project), .. known];
        var seconds = Math.Max(1, (int)Math.Ceiling(settings.ConnectDeadline.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        string[] lines =
        [
            "BatchMode yes",
            "StrictHostKeyChecking " + (settings.AcceptNewHostKeys ? "accept-new" : "yes"),
            "UserKnownHostsFile " + string.Join(' ', known.Select(Quote)),
            "UpdateHostKeys no",
            "HashKnownHosts no",
            "CheckHostIP no",
            "ConnectTimeout " + seconds,
            "ConnectionAttempts 1",
            "NumberOfPasswordPrompts 0",
            "ServerAliveInterval 5",
            "ServerAliveCountMax 4",
            "TCPKeepAlive yes",
            "ControlMaster no",
            "ControlPath none",
            "ForwardAgent no",
            "ForwardX11 no",
            "ClearAllForwardings yes",
            "PermitLocalCommand no",
            "RemoteCommand none",
            "RequestTTY no",
            "EscapeChar none",
            "Compression no",
            "LogLevel ERROR",
            .. settings.Options,
            "Include " + Quote(settings.UserConfig ?? $"{home}/.ssh/config"),
            "Include /etc/ssh/ssh_config",
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string Quote(string path) => "\"" + path.Replace("%", "%%") + "\"";
}
