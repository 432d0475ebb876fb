namespace Slipway.DeployBenchmark;

/// <summary>How often each thing is measured.</summary>
/// <param name="Near">Rounds of the deploy over the lab's own network, of plan and rollback.</param>
/// <param name="Far">Rounds at each longer round trip.</param>
/// <param name="Load">Deploys under load.</param>
/// <param name="Write">Whether docs/benchmarks.md is written.</param>
/// <param name="Hold">Nothing is measured: the server stays until the end of input, to look at one tool by hand.</param>
internal sealed record Options(int Near, int Far, int Load, bool Write, bool Hold)
{
    public const string Help = """
        benchmarks/deploy/run [--runs 9] [--far-runs 3] [--load-runs 3] [--no-file]
        benchmarks/deploy/run --hold      prepares all, says how to deploy by hand, and waits for the end of input

        Compares Slipway's deploy with an expert's script, Capistrano and Ansible on one lab server: ratios on the terminal and in
        docs/benchmarks.md. Takes about a quarter of an hour; --runs 3 --far-runs 1 --load-runs 1 --no-file is a quick look.
        """;

    /// <returns>Null when the words cannot be read, or ask for help.</returns>
    public static Options? Read(string[] words)
    {
        var options = new Options(9, 3, 3, true, false);
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] is "--no-file" or "--hold")
                options = words[at] == "--hold" ? options with { Hold = true } : options with { Write = false };
            else if (at + 1 >= words.Length || !int.TryParse(words[at + 1], out var number) || number < 1)
                return null;
            else if (With(options, words[at++], number) is { } more)
                options = more;
            else
                return null;
        }

        return options;
    }

    private static Options? With(Options options, string word, int number) => word switch
    {
        "--runs" => options with { Near = number },
        "--far-runs" => options with { Far = number },
        "--load-runs" => options with { Load = number },
        _ => null,
    };
}
