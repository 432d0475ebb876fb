using Slipway.DeployBenchmark;

namespace Slipway.HostsBenchmark;

/// <summary>What is printed, and what docs/benchmarks-hosts.md says.</summary>
internal sealed class Report(Options options, MachineDescription machine, Results results, IReadOnlyList<string> tools)
{
    private const int Far = 100;

    public static string File => Path.Combine(Places.Repository, "docs", "benchmarks-hosts.md");

    public string ToText() => $"{machine}\n{Times().ToText()}\n{RoundTrips().ToText()}";

    public string ToMarkdown() => $"""
        # Benchmarks: many hosts

        Written by `benchmarks/hosts/run`; do not edit. It needs root on Debian 12 and installs the rest itself.

        Measured on {machine.Date:yyyy-MM-dd}: {machine.Processors} processors, Linux {machine.Kernel}, Debian {machine.Debian}; the client and all {options.Hosts} servers share the machine, so the time for
        {options.Hosts} hosts is mostly that of its processors. Load average before the run: {machine.Load}.

        ## A changed static site

        Medians of {options.Runs} runs; "Slipway takes" is Slipway's median divided by that tool's.

        {Times().ToMarkdown()}
        ## Round trips

        What {Far} ms of round trip add to a deploy, in round trips: the difference of the medians divided by {Far} ms. With hosts that are served one
        after the other the second column would be {options.Hosts} times the first; it is smaller where the processors work while packets are under way.

        {RoundTrips().ToMarkdown()}
        ## Method

        - The site is `samples/static`, built; one value changes. After each deploy every host must serve the new version, else the run fails.
        - All tools log in as the user `deploy` with a key, and make their connections anew in each deploy. Each server is behind a relay of its
          own for the longer way (`docs/lab.md`), which simulates neither TCP's slow start nor loss.
        - The script and Ansible send the files, rename the symlink and ask for the site's health, each host for itself: when one fails, some hosts
          have the new release and some the old. Slipway prepares all hosts before the first one switches, proves each, and commits on all or undoes on all.

        """;

    private Table Times()
    {
        var table = new Table(["whole command", .. Columns().SelectMany(c => (string[])[Header(c), "fastest–slowest", "Slipway takes"])]);
        foreach (var tool in tools)
            table.Add([tool, .. Columns().SelectMany(c =>
            {
                var (series, own) = (results.Of(tool, c.Hosts, c.RoundTrip), results.Of(tools[0], c.Hosts, c.RoundTrip));
                return (string[])[$"{series.Median / 1000:0.00} s", $"{series.Min / 1000:0.00}–{series.Max / 1000:0.00}", $"{own.Median / series.Median:0.00} ×"];
            })]);
        return table;
    }

    private Table RoundTrips()
    {
        var table = new Table(["round trips", "1 host", $"{options.Hosts} hosts"]);
        foreach (var tool in tools)
            table.Add([tool, .. ((int[])[1, options.Hosts]).Select(n => $"{(results.Of(tool, n, Far).Median - results.Of(tool, n, 0).Median) / Far:0.0}")]);
        return table;
    }

    private static string Header((int Hosts, int RoundTrip) column) =>
        $"{column.Hosts} host{(column.Hosts == 1 ? "" : "s")}{(column.RoundTrip == 0 ? "" : $", {column.RoundTrip} ms")}";

    private IEnumerable<(int Hosts, int RoundTrip)> Columns() => [(1, 0), (options.Hosts, 0), (1, Far), (options.Hosts, Far)];
}
