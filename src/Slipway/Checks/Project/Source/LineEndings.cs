namespace Slipway.Checks.Project.Source;

/// <summary><c>src.line_endings</c></summary>
internal sealed class LineEndings() : ProjectCheck<ExecutableFacts>(new("src.line_endings", "Scripts have Unix line ends", Severity.Medium)
{
    Section = CheckSection.Source,
    Why = "With CR LF the kernel looks for an interpreter called \"bash\\r\", and the script does not start.",
    Judged = "No file that begins with #! or is named *.sh has a line that ends with CR LF.",
    Causes = [new("edited-on-windows", "it was edited on Windows"), new("autocrlf", "git converts line ends in this clone (core.autocrlf)")],
    Remedy = new("Convert the files, and add `* text=auto eol=lf` to .gitattributes."),
    Sources = ["https://git-scm.com/docs/gitattributes#_end_of_line_conversion"],
}, ExecutableFacts.ReadAsync)
{
    public override Verdict Judge(ExecutableFacts facts) => Verdict.FailIf(
        facts.Scripts.Where(pair => pair.Scan.HasCrLf).Select(pair => new Evidence("has lines that end with CR LF", pair.File.Path, pair.File.Path)), "Scripts have Windows line ends");
}
