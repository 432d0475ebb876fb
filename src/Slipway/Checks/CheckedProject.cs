using System.Collections.Concurrent;
using Slipway.Project;

namespace Slipway.Checks;

/// <summary>A project on this machine as checks look at it, for one environment.</summary>
/// <param name="Environment">The environment that is validated.</param>
/// <param name="Stack">The app's own: laravel, php, django, node, aspnet, static; <c>compose</c> only when what the containers hold was not recognised.</param>
public sealed record CheckedProject(AppEnvironment Environment, string Stack)
{
    private readonly ConcurrentDictionary<Type, Lazy<Task>> _facts = new();

    /// <summary>All environments of the project file, the validated one among them.</summary>
    public IReadOnlyList<AppEnvironment> Environments { get; init; } = [];

    /// <summary>The app runs in containers of a compose file.</summary>
    public bool UsesCompose { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The project's folder, absolute.</summary>
    public string Folder => Environment.Folder;

    /// <summary>Where checks keep what they need not find out again; private, ignored by git.</summary>
    public string CacheFolder => Path.Combine(Folder, ".slipway", "cache", "validate");

    /// <summary>The facts of that type, read at the first call; a failure to read them is told to each caller.</summary>
    public Task<TFacts> FactsAsync<TFacts>(Func<CheckedProject, CancellationToken, Task<TFacts>> read, CancellationToken cancel)
        where TFacts : class =>
        (Task<TFacts>)_facts.GetOrAdd(typeof(TFacts), _ => new(() => Task.Run(() => read(this, cancel), cancel))).Value;
}
