namespace Slipway.DeployBenchmark;

/// <summary>What is printed, and what docs/benchmarks.md says.</summary>
internal sealed class Report(Results results)
{
    private readonly ReportTables _tables = new(results);

    public string ToText() => $"""
        {results.Machine}
        the app: {LaravelProject.Files} files, {results.Bytes / 1e6:0.0} MB; medians of {results.Options.Near} runs, {results.Options.Far} over the longer ways

        {_tables.Deploys().ToText()}
        {_tables.Own().ToText()}
        {_tables.Steps().ToText()}
        {_tables.Loads().ToText()}
        """;

    public string ToMarkdown() => $$"""
        # Benchmarks

        Written by `benchmarks/deploy/run`; do not edit. It needs root on Debian 12 and installs the rest itself.

        Measured on {{results.Machine.Date:yyyy-MM-dd}}: {{results.Machine.Processors}} processors, Linux {{results.Machine.Kernel}}, Debian {{results.Machine.Debian}}; client and server share the machine.
        Load average before the run: {{results.Machine.Load}}; far above 0 means that something else was at work, and only the ratios count.

        ## A one-file change of a Laravel app

        {{LaravelProject.Files}} files, {{results.Bytes / 1e6:0.0}} MB. Medians of {{results.Options.Near}} runs, {{results.Options.Far}} over the longer ways; "Slipway takes" is Slipway's median divided by that tool's.

        {{_tables.Deploys().ToMarkdown()}}
        {{_tables.Own().ToMarkdown()}}
        {{_tables.Steps().ToMarkdown()}}
        The steps' medians come from `--json`.

        ## Requests that fail during a deploy

        Ten keep-alive connections on a page that takes two seconds and six on a fast one. No request is sent again. A request fails when it gets
        no whole 2xx answer.

        {{_tables.Loads().ToMarkdown()}}
        {{ReportMethod.Text(results)}}
        """;
}
