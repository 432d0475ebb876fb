using Slipway.Deployments.Journals;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Migrations;

namespace Slipway.Deployments.Sessions;

/// <summary>What a client asks a host about one app environment.</summary>
public sealed record InspectRequest(HostLayout Layout)
{
    public required string DeployUser { get; init; }
    public required string RunUser { get; init; }

    /// <summary>Programs to look for: placeholder → names or absolute paths of which the first found counts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Programs { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Files whose presence matters (certificates).</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Names of the site, to none of which another site of the web server may answer; empty = it answers to all.</summary>
    public IReadOnlyList<string> SiteNames { get; init; } = [];

    /// <summary>Ports of the site; empty = the web server's sites do not matter.</summary>
    public IReadOnlyList<int> SitePorts { get; init; } = [];

    /// <summary>True: the web server is asked whether it would take its present configuration.</summary>
    public bool CheckSites { get; init; }

    /// <summary>Where the app's migrations lie in a release, gitignore syntax: those of the serving one are told.</summary>
    public IReadOnlyList<string> MigrationFiles { get; init; } = [];

    /// <summary>By whose rules an env is read that no release has had yet; null = the strict ones.</summary>
    public EnvDialect? EnvDialect { get; init; }

    /// <summary>The key by which the env's values are compared (<see cref="EnvFiles.EnvFingerprints.ToText"/>); of this look alone.</summary>
    public required string EnvFingerprints { get; init; }

    /// <summary>True: only look, do not recover what was interrupted.</summary>
    public bool LookOnly { get; init; }

    /// <summary>How many of the last transactions are wanted.</summary>
    public int Transactions { get; init; } = 50;
}

/// <param name="Name">Of a server block.</param>
/// <param name="Where">file:line:column on the host.</param>
public sealed record OtherSite(string Name, string Where);

/// <summary>What is on a host, for planning and for people.</summary>
public sealed record HostState
{
    /// <summary>The release that <c>current</c> names; null before the first deploy.</summary>
    public string? Serving { get; init; }

    public string? Previous { get; init; }

    /// <summary>Number of the journal's last entry.</summary>
    public long JournalHead { get; init; }

    /// <summary>The highest number that a release of this host ever had.</summary>
    public int LastReleaseNumber { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TransactionRecord> Transactions { get; init; } = [];

    /// <summary>Releases on the disk, oldest first by the journal.</summary>
    public IReadOnlyList<ReleaseDescription> Releases { get; init; } = [];

    /// <summary>Release → placeholder → absolute path of each program that it requires and that was found.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ReleasePrograms { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Releases with a dump of the data before them.</summary>
    public IReadOnlyList<string> Dumps { get; init; } = [];

    /// <summary>Migrations of the release that serves: path → first digits of the content's digest; null when it cannot be told or was not asked.</summary>
    public IReadOnlyDictionary<string, string>? MigrationFiles { get; init; }

    /// <summary>Who holds the lock, as text; null = nobody.</summary>
    public string? Holder { get; init; }

    /// <summary>The transaction that runs now and can be joined; null = none.</summary>
    public string? Running { get; init; }

    /// <summary>What was found interrupted and has just been put right.</summary>
    public TransactionEvent? Recovered { get; init; }

    /// <summary>What somebody removed that says which release serves: what is wrong, or what was put right; null when nothing was.</summary>
    public string? Damage { get; init; }

    /// <summary>Fingerprint of the env that new releases get; null = none.</summary>
    public string? Env { get; init; }

    /// <summary>Why that env cannot be read, without a value; null = it can.</summary>
    public string? EnvProblem { get; init; }

    /// <summary>Keys of that env with the fingerprint of each value, by the key of the request.</summary>
    public IReadOnlyDictionary<string, string> EnvKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Placeholder → absolute path of the program.</summary>
    public IReadOnlyDictionary<string, string> Programs { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> FilesFound { get; init; } = [];

    /// <summary>How the environment was set when it was last deployed here; null before the first deploy and on <c>local</c>.</summary>
    public OwnerRecord? Owner { get; init; }

    /// <summary>Users that are other accounts than those that what stands was made for.</summary>
    public IReadOnlyList<ChangedUser> ChangedUsers { get; init; } = [];

    /// <summary>The other app environments of the host.</summary>
    public IReadOnlyList<Neighbour> Neighbours { get; init; } = [];

    public bool DeployUserExists { get; init; }
    public bool RunUserExists { get; init; }
    public bool HasSystemd { get; init; }
    public bool HasNginx { get; init; }
    public bool NginxRuns { get; init; }
    public bool HasIpv6 { get; init; }

    /// <summary>True when nginx reads the folder of enabled sites.</summary>
    public bool NginxReadsSites { get; init; } = true;

    /// <summary>Sites that somebody else made and that answer to a name of ours.</summary>
    public IReadOnlyList<OtherSite> OtherSites { get; init; } = [];

    /// <summary>Why nginx would refuse its configuration as it is, in its own words; null = it would not, or was not asked.</summary>
    public string? NginxRefuses { get; init; }

    /// <summary>Free on the file system of the releases, bytes and inodes (<see cref="long.MaxValue"/> = it does not count them); what goes when room is needed counts as free.</summary>
    public long FreeBytes { get; init; }
    public long FreeInodes { get; init; }

    /// <summary>Release and process of each that runs: "17-3fa9c2d1 web".</summary>
    public IReadOnlyList<string> Alive { get; init; } = [];
}
