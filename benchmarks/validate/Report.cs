using System.Runtime.CompilerServices;
using Slipway.DeployBenchmark;

namespace Slipway.ValidateBenchmark;

/// <summary>docs/benchmarks-validate.md.</summary>
internal static class Report
{
    public static void Write(MachineDescription machine, long bytes, int rounds, IReadOnlyList<Measured> runs) => File.WriteAllText(Path, $"""
        # Benchmark of `slipway validate`

        Written by `benchmarks/validate/run`; do not edit.

        Measured on {machine.Date:yyyy-MM-dd}: {machine.Processors} processors, Linux {machine.Kernel}, Debian {machine.Debian}.
        Load average before the run: {machine.Load}; far above 0 means that something else was at work.

        A clean Laravel project of {LaravelProject.Files:N0} files, {bytes / 1e6:0.0} MB and {LaravelProject.Commits:N0} commits; {rounds} runs of each kind, in turn. The time is the
        whole command, from its start to its end. The first kind has nothing of what an earlier run remembered of files and history (`.slipway/cache`);
        what registries answered about weaknesses stays in all, so the network is not measured. It gives the history a second and says *unknown, still
        reading*; the run after it reads the rest.

        | `slipway validate production` | median | fastest–slowest | budget |  |
        |---|---:|---:|---:|---:|
        {string.Join('\n', runs.Select(run => run.ToRow()))}

        """);

    private static string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Here())!, "..", "..", "docs", "benchmarks-validate.md"));

    private static string Here([CallerFilePath] string path = "") => path;
}
