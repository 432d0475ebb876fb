using Slipway.Content;
using Slipway.EnvFiles;
using Slipway.Project;
using Slipway.Secrets;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>What a release is made from: content on this machine, env, and where it came from.</summary>
public sealed record ReleaseSource
{
    public required AppEnvironment Environment { get; init; }
    public required StackRecipe Recipe { get; init; }
    public required Manifest Manifest { get; init; }

    /// <summary>Where each content of the manifest can be read.</summary>
    public required Func<Digest, ContentFile> Open { get; init; }

    /// <summary>Null = no git.</summary>
    public SourceIdentity? Identity { get; init; }

    /// <summary>The local .env.&lt;env&gt; file's text; null = the host's env is kept.</summary>
    public Secret? Env { get; init; }

    /// <summary>What the app reads in the local env; empty without one.</summary>
    public IReadOnlyList<EnvEntry> EnvEntries { get; init; } = [];
}
