using Slipway.Checks;

namespace Slipway.Cli.Commands;

/// <param name="Format">Name of a report's format; null = findings on the terminal.</param>
/// <param name="Report">The file that the report is written to; null = standard output.</param>
/// <param name="RunTests">Run the project's own tests, too.</param>
/// <param name="Offline">Ask nobody over the network.</param>
internal sealed record ValidateOptions(
    string? Environment, IReadOnlyList<string> Only, IReadOnlyList<string> Skip, FailOn FailOn, string? Format, string? Report, bool RunTests, bool Offline);
