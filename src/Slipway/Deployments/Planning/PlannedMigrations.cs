namespace Slipway.Deployments.Planning;

/// <summary>What a deploy would do to the database, as far as files tell; which of these are pending is listed on the host after the build.</summary>
public sealed record PlannedMigrations
{
    /// <summary>False when the app's migrations cannot be told from files: what is pending is then known on the host only.</summary>
    public required bool Known { get; init; }

    /// <summary>
    /// True when no release serves yet or no migration was ever applied. Then none counts as destructive: a history of migrations has
    /// dropped what it made, there is no old release to break, and none that could be kept away from the data. A database that does hold
    /// data is dumped before, as always.
    /// </summary>
    public bool First { get; init; }

    /// <summary>Those that the serving release lacks or has with another content, without those that the journal tells were applied.</summary>
    public IReadOnlyList<PlannedMigration> New { get; init; } = [];

    public bool DestructiveAllowed { get; init; }

    public IReadOnlyList<PlannedMigration> Destructive => [.. New.Where(m => m.Risks.Count > 0)];

    /// <summary>Destructive ones that nobody has allowed.</summary>
    public bool Refused => !DestructiveAllowed && Destructive.Count > 0;

    /// <summary>True when visitors are kept out from the dump to the end of the soak.</summary>
    public bool Freezes => DestructiveAllowed && !First && (!Known || Destructive.Count > 0);

    /// <summary>Names that the host may apply; null = any.</summary>
    public IReadOnlyList<string>? Approved => Known && !First ? [.. New.Select(m => m.Name)] : null;
}
