namespace Slipway.HostsBenchmark;

/// <summary>How much is measured.</summary>
/// <param name="Hosts">The larger number of hosts.</param>
/// <param name="Runs">Rounds at each distance.</param>
/// <param name="Write">Whether docs/benchmarks-hosts.md is written.</param>
internal sealed record Options(int Hosts, int Runs, bool Write)
{
    public const string Help = """
        benchmarks/hosts/run [--hosts 20] [--runs 5] [--no-file]

        Deploys a static site to one host and to many, over the lab's own network and at a round trip of 100 ms, with Slipway, an expert's
        script and Ansible: ratios on the terminal and in docs/benchmarks-hosts.md. Takes about ten minutes.
        """;

    /// <returns>Null when the words cannot be read, or ask for help.</returns>
    public static Options? Read(string[] words)
    {
        var options = new Options(20, 5, true);
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] == "--no-file")
                options = options with { Write = false };
            else if (words[at] is "--hosts" or "--runs" && at + 1 < words.Length && int.TryParse(words[at + 1], out var number) && number is > 0 and <= 100)
                options = words[at++] == "--hosts" ? options with { Hosts = number } : options with { Runs = number };
            else
                return null;
        }

        return options;
    }
}
