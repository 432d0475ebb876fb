namespace Slipway.Project.Definition;

/// <param name="Word">As written in the file.</param>
/// <param name="Doc">What it means.</param>
/// <param name="AlsoCalled">Words that people write for it; they are not accepted but lead to it.</param>
internal sealed record Choice(string Word, string Doc, params IReadOnlyList<string> AlsoCalled);
