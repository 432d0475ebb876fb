namespace Slipway.DeployBenchmark;

/// <summary>Places of this repository.</summary>
internal static class Places
{
    public static string Repository { get; } = Find();

    public static string Client => Path.Combine(Repository, "artifacts", "slipway");

    public static string Agent => Path.Combine(Repository, "artifacts", "agents", "linux-x64", "slipway-agent");

    public static string Sample => Path.Combine(Repository, "samples", "laravel");

    public static string Peers => Path.Combine(Repository, "benchmarks", "deploy", "peers");

    public static string Report => Path.Combine(Repository, "docs", "benchmarks.md");

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Slipway.slnx")))
                return folder;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in the repository.");
    }
}
