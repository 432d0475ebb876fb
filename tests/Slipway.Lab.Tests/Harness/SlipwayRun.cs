using System.Text.Json;

namespace Slipway.Lab.Tests.Harness;

/// <summary>What a command left behind.</summary>
/// <param name="Output">Standard output: one JSON event a line.</param>
/// <param name="Error">Standard error.</param>
public sealed record SlipwayRun(int Exit, IReadOnlyList<string> Output, string Error)
{
    public IReadOnlyList<JsonElement> Events { get; } = [.. Output.Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>The last event.</summary>
    public JsonElement Result => Events[^1];

    /// <summary>done, nothing-to-do, undone …</summary>
    public string Outcome => Result.GetProperty("outcome").GetString()!;

    public string? Release => Text(Result, "release");

    /// <summary>Code of the problem that ended it; null when there was none.</summary>
    public string? Code => Result.TryGetProperty("problem", out var problem) ? problem.GetProperty("code").GetString() : null;

    /// <summary>Title, detail and remedy of that problem.</summary>
    public string ProblemText => Result.TryGetProperty("problem", out var problem)
        ? $"{Text(problem, "title")}\n{Text(problem, "detail")}\n{Text(problem, "remedy")}"
        : "";

    /// <summary>This, when it ended with that exit code.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message has all it said.</exception>
    public SlipwayRun Expect(int exit) => Exit == exit ? this : throw new InvalidOperationException($"exit {Exit} instead of {exit}\n{this}");

    public override string ToString() => $"exit {Exit}\n{string.Join('\n', Output.TakeLast(60))}\n{Error}";

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
