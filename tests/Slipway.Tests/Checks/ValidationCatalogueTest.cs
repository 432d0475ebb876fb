using Slipway.Checks;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Tests.Architecture;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Checks;

public class ValidationCatalogueTest
{
    private static readonly IReadOnlyList<CheckAbout> All = [.. ValidationCatalogue.All.Select(c => c.About)];

    [Fact]
    public void Each_check_is_listed_once() => Assert.Empty(All.GroupBy(a => a.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Each_says_why_how_what_may_be_wrong_and_what_to_do() => Assert.Empty(All.Where(a =>
        a.Why.Length < 20 || a.Judged.Length < 20 || a.Causes.Count == 0 || a.Remedy.Text.Length < 10 || a.Title.EndsWith('.') || !a.Why.EndsWith('.') || !a.Judged.EndsWith('.')).Select(a => a.Id));

    [Fact]
    public void What_a_check_depends_on_exists() => Assert.Empty(All.SelectMany(a => a.DependsOn.Except(All.Select(b => b.Id)).Select(id => $"{a.Id}: {id}")));

    [Fact]
    public void Commands_of_remedies_exist()
    {
        var verbs = CommandCatalogue.Create(new GlobalOptions(), new CommandRunner(Terminal.OfProcess()), Terminal.OfProcess()).Subcommands.Select(c => c.Name).ToList();
        Assert.Contains("validate", verbs);
        Assert.Empty(All.Where(a => a.Remedy.Command is { } command && command.StartsWith("slipway ", StringComparison.Ordinal) && !verbs.Contains(command.Split(' ')[1])).Select(a => $"{a.Id}: {a.Remedy.Command}"));
    }

    [Fact]
    public void Each_has_a_case_that_fails_and_one_that_only_looks_wrong()
    {
        var cases = Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests", "fixtures", "checks"), "*.case", SearchOption.AllDirectories)
            .Select(file => (Id: Path.GetFileName(Path.GetDirectoryName(file)!), Fails: File.ReadLines(file).Any(line => line.StartsWith("fails:", StringComparison.Ordinal)))).ToList();
        Assert.Empty(All.SelectMany(a => ((bool[])[true, false]).Where(fails => !cases.Contains((a.Id, fails))).Select(fails => $"{a.Id} has no case that {(fails ? "fails" : "passes")}")));
    }

    [Fact]
    public void Committed_reference_is_current() => Golden.MatchesRepositoryFile(CheckReference.Write(ValidationCatalogue.All), CheckReference.RelativePath);
}
