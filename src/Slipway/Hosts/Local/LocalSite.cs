using System.Security.Cryptography;
using System.Text;
using Slipway.Files;

namespace Slipway.Hosts.Local;

/// <summary>Where the <c>local</c> target of one project lies on this machine: <c>&lt;project&gt;/.slipway/local</c> and a short private folder for sockets.</summary>
public sealed record LocalSite
{
    private LocalSite(string project)
    {
        Project = project;
        Folder = Path.Combine(project, ".slipway", "local");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..12];
        Run = Path.Combine(RunParent, key);
        Paths = Layout("local", "local");
    }

    /// <summary>The site of the project in this folder; symlinks are resolved, so that every way to the folder gives the same site.</summary>
    /// <exception cref="IOException">The folder does not exist.</exception>
    public static LocalSite Of(string projectFolder) => new(LocalNative.RealPath(projectFolder));

    /// <summary>The project's folder, absolute and without symlinks.</summary>
    public string Project { get; }

    /// <summary><c>&lt;project&gt;/.slipway/local</c>.</summary>
    public string Folder { get; }

    /// <summary>
    /// Sockets, 0700. Below /tmp and not <c>XDG_RUNTIME_DIR</c>: cron, sudo and ssh sessions of the same user must find the same
    /// server, and it must survive a logout. Short, because a socket's path may have 107 bytes only.
    /// </summary>
    public string Run { get; }

    /// <summary>The layout that deployments work with.</summary>
    public HostLayout Layout(string app, string environment) => HostLayout.Local(app, environment, Folder, Run);

    /// <summary>The same paths for those who have no app name at hand; names of units must not be taken from it.</summary>
    public HostLayout Paths { get; }

    public string State => Paths.State;
    public string ControlSocket => Path.Combine(Run, "control.sock");

    /// <summary>Locked by the running server.</summary>
    public string LockFile => Path.Combine(State, "local.lock");

    /// <summary>Process id of the server that last took the lock.</summary>
    public string PidFile => Path.Combine(State, "local.pid");

    public string LogFile => Path.Combine(State, "local.log");

    /// <summary>The edge's public port, kept so that the address stays.</summary>
    public string PortFile => Path.Combine(State, "port");

    /// <summary>A <see cref="LocalSiteDescription"/>.</summary>
    public string SiteFile => Path.Combine(State, "site.json");

    public string ProcessesFile => Path.Combine(State, "processes.json");
    public string Logs => Path.Combine(State, "logs");

    public string ProcessLog(string process, string release) => Path.Combine(Logs, $"{release}.{process}.log");

    /// <summary>Makes the folders, private to this user.</summary>
    /// <exception cref="Problems.ProblemException">The run folder belongs to someone else or is open to others.</exception>
    public void CreateFolders()
    {
        Directory.CreateDirectory(Paths.Releases);
        Directory.CreateDirectory(State, PrivateFolder.Mode);
        Directory.CreateDirectory(Logs, PrivateFolder.Mode);
        PrivateFolder.Create(RunParent);
        PrivateFolder.Create(Run);
    }

    private static string RunParent => $"/tmp/slipway-{Posix.EffectiveUser()}";
}
