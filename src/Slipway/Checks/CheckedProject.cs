using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Checks;

/// <summary>A project on this machine as checks look at it, for one environment.</summary>
/// <param name="Environment">The environment that is validated.</param>
/// <param name="Stack">The app's own: laravel, php, django, node, aspnet, static; <c>compose</c> only when what the containers hold was not recognised.</param>
public sealed record CheckedProject(AppEnvironment Environment, string Stack)
{
    private static readonly string[] ComposeFiles = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    private readonly ProjectFacts _facts = new();

    /// <summary>All environments of the project file, the validated one among them.</summary>
    public IReadOnlyList<AppEnvironment> Environments { get; init; } = [];

    /// <summary>The app runs in containers of a compose file.</summary>
    public bool UsesCompose { get; init; }

    /// <summary>The project's own tests are run too.</summary>
    public bool RunTests { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>True: no check goes over the network.</summary>
    public bool Offline { get; init; }

    /// <summary>How long checks wait for what takes long.</summary>
    public Patience Patience { get; init; } = Patience.Usual;

    /// <summary>Folder whose programs are taken before those on the PATH; null = none.</summary>
    public string? Tools { get; init; }

    /// <summary>The path of a program that a check asks (<c>npm</c>); null when it is not installed.</summary>
    public string? FindProgram(string name) => (Tools is { } tools ? Programs.Find(Path.Combine(tools, name)) : null) ?? Programs.Find(name);

    /// <summary>The project's folder, absolute.</summary>
    public string Folder => Environment.Folder;

    /// <summary>Where checks keep what they need not find out again; private, ignored by git.</summary>
    public string CacheFolder => Path.Combine(Folder, ".slipway", "cache", "validate");

    /// <param name="environment">The environment that is validated.</param>
    /// <param name="environments">All environments of the project file.</param>
    /// <exception cref="Problems.ProblemException">stack.unrecognised, stack.ambiguous: it is not clear what kind of app it is.</exception>
    public static CheckedProject Open(AppEnvironment environment, IReadOnlyList<AppEnvironment> environments, TimeProvider clock)
    {
        // A compose file beside an app that is deployed without containers is for developers' machines.
        var detected = environment.Stack is null or "compose" ? StackCatalogue.Detect(environment.Folder).Best?.Stack : null;
        var compose = environment.Stack == "compose" || (environment.Stack is null && detected is null && ComposeFiles.Any(name => File.Exists(Path.Combine(environment.Folder, name))));
        var stack = compose ? detected ?? "compose" : StackCatalogue.Choose(environment).Name;
        return new(environment, stack) { Environments = environments, UsesCompose = compose, Clock = clock };
    }

    /// <summary>The facts of that type, read at the first call; a failure to read them is told to each caller.</summary>
    /// <exception cref="InvalidOperationException">The reader that asks is one that these facts wait for.</exception>
    public Task<TFacts> FactsAsync<TFacts>(Func<CheckedProject, CancellationToken, Task<TFacts>> read, CancellationToken cancel)
        where TFacts : class =>
        _facts.GetAsync(this, read, cancel);
}
