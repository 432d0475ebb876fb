namespace Slipway.Checks.Project.Files.Docker;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Name">In capitals: RUN, COPY …</param>
/// <param name="Text">All that follows, lines joined, comments and here-document bodies left out.</param>
/// <param name="Line">From 1.</param>
internal sealed record DockerInstruction(string Name, string Text, int Line)
{
    public IReadOnlyList<string> Words => Text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lines of a here-document that RUN executes, with their number.</summary>
    public IReadOnlyList<(int Line, string Text)> Body { get; init; } = [];
}
