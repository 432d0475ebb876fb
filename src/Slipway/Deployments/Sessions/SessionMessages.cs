using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;

namespace Slipway.Deployments.Sessions;

/// <summary>Begin a transaction; the answer comes when it has the lock and has accepted the plan.</summary>
/// <param name="CreateUsers">Make the deploy and run user when they are missing.</param>
public sealed record BeginRequest(HostPlan Plan, bool CreateUsers);

/// <summary>Offers a release's content: its manifest follows on the bulk stream "manifest".</summary>
public sealed record OfferRequest(HostLayout Layout);

/// <param name="Missing">Digests of the contents that the host lacks; they are to follow on the bulk stream "pack".</param>
public sealed record OfferReply(IReadOnlyList<string> Missing);

/// <summary>The pack of missing content comes on the bulk stream "pack".</summary>
public sealed record PackRequest(HostLayout Layout, string Manifest, string Transaction);

/// <summary>An env file for the host. Its text is not part of any plan, log or journal.</summary>
public sealed record EnvRequest(HostLayout Layout, string Text, string DeployUser, string RunUser)
{
    /// <summary>Make the users when they are missing.</summary>
    public bool CreateUsers { get; init; }

    /// <summary>Releases made from now on get it, when they bring none; refused unless the host still has <see cref="Replaces"/>.</summary>
    public bool MakeCurrent { get; init; }

    /// <summary>Fingerprint of the env that the person saw; null = none.</summary>
    public string? Replaces { get; init; }
}

public sealed record EnvReply(string Fingerprint);

/// <summary>The env that new releases get, whole.</summary>
public sealed record EnvReadRequest(HostLayout Layout);

/// <param name="Text">Null = the host has none.</param>
public sealed record EnvReadReply(string? Text);

/// <summary>
/// Makes the env of a rollback from two env files that the host has: the old one, with the present values of credentials. The
/// texts do not leave the host.
/// </summary>
/// <param name="Old">Fingerprint of the env of the release that is rolled back to.</param>
/// <param name="Present">Fingerprint of the env that new releases get.</param>
public sealed record EnvMergeRequest(HostLayout Layout, string Old, string Present, string DeployUser, string RunUser);

/// <param name="Fingerprint">Of the env that was made; null = none.</param>
/// <param name="Kept">Keys whose present value was kept, in the order of the file.</param>
public sealed record EnvMergeReply(string? Fingerprint, IReadOnlyList<string> Kept);

/// <summary>Join a transaction that runs.</summary>
public sealed record JoinRequest(HostLayout Layout, string Transaction);

public sealed record JournalRequest(HostLayout Layout, int Entries);

public sealed record JournalReply(IReadOnlyList<JournalEntry> Entries);

/// <summary>Last lines of each process of the serving release, or of the web server; then, when following, new ones as notifications, also of later releases.</summary>
public sealed record LogsRequest(HostLayout Layout, int Lines, bool Follow)
{
    /// <summary>What the site's web server wrote instead of the app.</summary>
    public bool WebServer { get; init; }
}

/// <param name="Process">web, queue-1, nginx …</param>
public sealed record LogLine(string Process, string Line)
{
    public const string WebServer = "nginx";
}

/// <summary>A command of a person in the serving release's folder, with its variables, as the deploy user or the run user.</summary>
public sealed record ExecRequest(HostLayout Layout, IReadOnlyList<string> Command, bool AsRunUser, string DeployUser, string RunUser)
{
    public const string InputStream = "exec-in";
    public const string OutputStream = "exec-out";

    /// <summary>Standard output goes on the bulk stream <see cref="OutputStream"/> byte by byte, not as lines.</summary>
    public bool Bytes { get; init; }

    /// <summary>Standard input comes on the bulk stream <see cref="InputStream"/>; else it is empty.</summary>
    public bool Input { get; init; }
}

public sealed record ExecReply(int Exit);

/// <summary>Nothing more to say.</summary>
public sealed record Empty
{
    public static Empty Instance { get; } = new();
}

/// <summary>Names of the calls and notifications of a session.</summary>
public static class SessionMethods
{
    public const string Inspect = "inspect";
    public const string Begin = "begin";
    public const string Join = "join";
    public const string Offer = "offer";
    public const string Pack = "pack";
    public const string Env = "env";
    public const string EnvRead = "env-read";
    public const string EnvMerge = "env-merge";
    public const string Journal = "journal";
    public const string Logs = "logs";
    public const string Exec = "exec";
    public const string Prove = "prove";

    /// <summary>Notification to the client: an event of the transaction.</summary>
    public const string Event = "event";

    /// <summary>Notification to the client: a line of a log or of a command's output.</summary>
    public const string Line = "line";

    /// <summary>Notification to the host: a word to the transaction.</summary>
    public const string Order = "order";
}
