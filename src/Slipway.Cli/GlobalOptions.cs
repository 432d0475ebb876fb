using System.CommandLine;

namespace Slipway.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Project { get; } = new("--project")
    {
        Description = "Project file (default: slipway.yaml here or in a folder above)",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON event a line; the last is the result",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show more: commands, traces", Recursive = true };

    public void AddTo(Command root)
    {
        root.Add(Project);
        root.Add(Json);
        root.Add(NoColor);
        root.Add(Verbose);
    }
}
