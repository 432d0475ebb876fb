namespace Slipway.Stacks.Node;

/// <summary>
/// Who installs packages: the one whose lock lies in the project, and only as that lock says. Managers other than npm come through
/// <c>npm exec</c> in the version that the project names or its lock needs, so nothing but npm must be there.
/// </summary>
/// <param name="Name">npm, pnpm, yarn or bun.</param>
/// <param name="Locks">Its lock files.</param>
internal sealed record PackageInstaller(string Name, IReadOnlyList<string> Locks)
{
    private static readonly PackageInstaller[] All =
    [
        new("npm", ["package-lock.json", "npm-shrinkwrap.json"]), new("pnpm", ["pnpm-lock.yaml"]), new("yarn", ["yarn.lock"]), new("bun", ["bun.lock", "bun.lockb"]),
    ];

    /// <summary>A lock of its own is there.</summary>
    public bool Locked { get; private init; }

    /// <summary>Its package and version, "pnpm@9"; null for npm.</summary>
    public string? Package { get; private init; }

    /// <summary>yarn 2 and later, which shares nothing with yarn 1 but the name.</summary>
    public bool IsBerry { get; private init; }

    /// <summary>The folder above that has the lock; null when it is the project's own.</summary>
    public string? Root { get; private init; }

    /// <exception cref="Problems.ProblemException">stack.node-several-locks, stack.node-other-lock.</exception>
    public static PackageInstaller Of(ProjectFolder folder, PackageJson package)
    {
        var here = WithLock(folder, All);
        if (here.Count == 0 && Workspace.RootAbove(folder) is { } root && PackageJson.Read(root) is { } above && WithLock(root, All).Count > 0)
            return Choose(root, above, WithLock(root, All)) with { Root = root.Root };
        return Choose(folder, package, here);
    }

    public IReadOnlyList<string> Run(string script) => Words("run", script);

    /// <param name="words">What it is told.</param>
    public IReadOnlyList<string> Words(params IReadOnlyList<string> words) => Package is null
        ? ["npm", .. words]
        : ["npm", "exec", "--yes", $"--package={Package}", "--", Name, .. words];

    private static List<PackageInstaller> WithLock(ProjectFolder folder, IEnumerable<PackageInstaller> all) => [.. all.Where(one => one.Locks.Any(folder.HasFile))];

    private static PackageInstaller Choose(ProjectFolder folder, PackageJson package, IReadOnlyList<PackageInstaller> locked)
    {
        var named = package.PackageManager is { } text ? All.FirstOrDefault(one => one.Name == text.Split('@')[0]) : null;
        if (named is not null && locked.Count > 0 && !locked.Contains(named))
            throw new Problems.ProblemException(NodeProblems.OtherLock(package.PackageManager!, locked[0].Locks.First(folder.HasFile)));
        if (named is null && locked.Count > 1)
            throw new Problems.ProblemException(NodeProblems.SeveralLocks([.. locked.Select(one => one.Locks.First(folder.HasFile))]));
        var found = named ?? (locked.Count > 0 ? locked[0] : All[0]);
        var version = named is null ? null : package.PackageManager!.Split('@', '+').ElementAtOrDefault(1);
        var berry = found.Name == "yarn" && (version is null ? folder.Text("yarn.lock")?.Contains("__metadata:", StringComparison.Ordinal) == true : !version.StartsWith('1'));
        return found with
        {
            Locked = locked.Contains(found),
            IsBerry = berry,
            Package = found.Name == "npm" ? null : $"{(berry ? "@yarnpkg/cli-dist" : found.Name)}@{version ?? Default(found.Name, berry, folder)}",
        };
    }

    // The version that writes the lock's own form.
    private static string Default(string name, bool berry, ProjectFolder folder)
    {
        var text = name == "pnpm" ? folder.Text("pnpm-lock.yaml")?.Split('\n')[0] : berry ? folder.Text("yarn.lock") : null;
        bool Says(string what) => text?.Contains(what, StringComparison.Ordinal) == true;
        return name switch
        {
            "pnpm" => Says("9") ? "9" : Says("6.") ? "8" : Says("5.4") ? "7" : Says("5.") ? "6" : "9",
            "yarn" when berry => Says("version: 6") || Says("version: 5") ? "3" : "4",
            "yarn" => "1",
            _ => "1",
        };
    }
}
