using System.Text.Json;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.EnvFiles;
using Slipway.Stacks;

namespace Slipway.Deployments.Releases;

/// <summary>What a release says about itself, kept in it: enough to start, prove, roll back to and remove it.</summary>
public sealed record ReleaseDescription
{
    public const string FileName = "release.json";

    public required string Release { get; init; }

    /// <summary>Digest of the manifest of its content.</summary>
    public required string Manifest { get; init; }

    /// <summary>Fingerprint of its env, null = none.</summary>
    public string? Env { get; init; }

    /// <summary>Digest of content, env and settings.</summary>
    public required string Identity { get; init; }

    /// <summary>Of a rollback: the release that first brought its content; null otherwise.</summary>
    public string? RollbackOf { get; init; }

    /// <summary>Of a rollback: fingerprint of that release's env, before present credentials were put into it.</summary>
    public string? OriginalEnv { get; init; }

    public required string Stack { get; init; }

    /// <summary>What the host must have for it; it is looked for again when it is rolled back to.</summary>
    public IReadOnlyList<Requirement> Requires { get; init; } = [];

    /// <summary>mysql, postgresql or sqlite, where its migrations are run by us; null otherwise.</summary>
    public string? Database { get; init; }

    /// <summary>Web server site and units as they were rendered for it. They hold no secret.</summary>
    public IReadOnlyList<SiteFile> Site { get; init; } = [];

    /// <summary>Commit it was made from, null = no git.</summary>
    public string? Commit { get; init; }

    /// <summary>How many files of the working tree differed from the commit.</summary>
    public int DirtyFiles { get; init; }

    public IReadOnlyList<PlannedProcess> Processes { get; init; } = [];

    public HealthProbe? Health { get; init; }

    /// <summary>The stack's variables, placeholders replaced.</summary>
    public ReleaseDefaults Variables { get; init; } = new();

    /// <summary>Folders in it that are no part of its content: links to shared folders and writable ones.</summary>
    public IReadOnlyList<string> Mutable { get; init; } = [];

    /// <summary>The settings that made its configuration, so that a rollback makes the same again.</summary>
    public required ReleaseSettings Settings { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, DeploymentsJson.Default.ReleaseDescription);

    /// <summary>Reads the description of a release on this machine; null when the folder is none of ours.</summary>
    public static ReleaseDescription? Read(string releaseFolder)
    {
        try
        {
            var text = File.ReadAllBytes(Path.Combine(releaseFolder, ".slipway", FileName));
            return JsonSerializer.Deserialize(text, DeploymentsJson.Default.ReleaseDescription);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>What <c>configure</c> and <c>build</c> need to make a release again from its content.</summary>
public sealed record ReleaseSettings
{
    public string? EnvFile { get; init; }

    /// <summary>By whose rules the env file is read.</summary>
    public EnvDialect EnvDialect { get; init; }

    public IReadOnlyList<string> Shared { get; init; } = [];
    public IReadOnlyList<string> Writable { get; init; } = [];
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Files below .slipway with placeholders not yet replaced.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables with placeholders not yet replaced.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<BuildCommand> Build { get; init; } = [];
    public IReadOnlyList<AssetFolder> Assets { get; init; } = [];

    /// <summary>Folders that the web server reads.</summary>
    public IReadOnlyList<string> Public { get; init; } = [];
}

/// <param name="Name">For people.</param>
/// <param name="Command">Words; placeholders are replaced when the plan is made.</param>
/// <param name="After">Names of commands that must have succeeded before.</param>
public sealed record BuildCommand(string Name, IReadOnlyList<string> Command, IReadOnlyList<string> After, TimeSpan Deadline)
{
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Folder that depends on the lock files only, relative to the release; null = no cache.</summary>
    public string? CacheFolder { get; init; }

    public IReadOnlyList<string> CacheLocks { get; init; } = [];

    /// <summary>Files or folders in it that contain the absolute path of the release they were made in.</summary>
    public IReadOnlyList<string> CacheRelocate { get; init; } = [];
}

/// <param name="Url">Prefix, "/assets/".</param>
/// <param name="Folder">Relative to the release.</param>
public sealed record AssetFolder(string Url, string Folder);
