using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

/// <summary>What checks of scripts say when there is none, and the sum of what each gives.</summary>
internal static class ScriptVerdict
{
    public static Verdict Of(ScriptFacts facts, Func<ShellScript, IEnumerable<Evidence>> of, string title) =>
        facts.Scripts.Count == 0 ? Verdict.Skip("no scripts") : Verdict.FailIf(facts.Scripts.SelectMany(of).Distinct(), title);

    /// <summary>Of each command that <paramref name="told"/> says something about.</summary>
    public static Verdict Each(ScriptFacts facts, Func<ShellScript, bool> which, Func<ShellScript, ShellCommand, string?> told, string title) =>
        Of(facts, script => which(script) ? script.Commands.Select(c => told(script, c) is { } text ? script.Tell(c, text) : null).OfType<Evidence>() : [], title);
}
