using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>A program that a script runs.</summary>
/// <param name="Folder">Where it runs, relative to the project; empty = there.</param>
/// <param name="Words">With <c>{node}</c> for node.</param>
/// <param name="Variables">Assignments before it.</param>
internal sealed record ScriptCommand(string Folder, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>For people and for a shell.</summary>
    public string Text => string.Join(' ', Variables.Select(v => $"{v.Key}={Shell.Quote(v.Value)}").Concat(Words.Select(Word)));

    /// <summary>As one part of a shell's line, in its own folder.</summary>
    public string InShell => Folder.Length == 0 ? Text : $"(cd {Shell.Quote(Folder)} && {Text})";

    // A placeholder is replaced by a path before a shell reads it.
    private static string Word(string word) => word is "{node}" or Placeholders.Port ? word : Shell.Quote(word);
}
