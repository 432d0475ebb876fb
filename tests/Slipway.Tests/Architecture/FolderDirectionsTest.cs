using System.Text.RegularExpressions;
using Xunit;

namespace Slipway.Tests.Architecture;

public partial class FolderDirectionsTest
{
    // From the left to the right: a folder uses its own level and those before it, never one behind.
    private static readonly string[][] Levels =
    [
        ["Problems", "Text", "Files"],
        ["Project", "Processes", "Secrets", "EnvFiles"],
        ["Hosts", "Protocol", "Content"],
        ["Stacks", "Migrations", "Checks", "Databases", "Preparation", "Events"],
        ["Deployments", "Provisioning"],
    ];

    [Fact]
    public void Folders_use_only_what_lies_left_of_them() =>
        Assert.Empty(Uses().Where(use => Level(use.To) > Level(use.From)).Select(use => $"{use.File}: {use.From} must not use {use.To}"));

    [Fact]
    public void Folders_of_one_level_do_not_use_each_other_in_a_circle()
    {
        var uses = Uses().Select(use => (use.From, use.To)).Where(use => use.From != use.To).ToHashSet();
        var circles = uses.Where(use => uses.Contains((use.To, use.From))).Select(use => $"{use.From} ↔ {use.To}").ToList();
        Assert.Empty(circles);
    }

    [Fact]
    public void Every_folder_of_the_library_has_its_level()
    {
        var folders = Sources.Below("src/Slipway").Select(file => file.Path.Split('/')[2]).Distinct();
        Assert.DoesNotContain(folders, folder => Level(folder) < 0);
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        var wrong = Sources.Below("src/Slipway")
            .Select(file => (file.Path, Folder: string.Join('.', file.Path.Split('/')[1..^1]), file.Lines))
            .Where(file => file.Lines.Any(line => line.StartsWith("namespace ", StringComparison.Ordinal)))
            .Where(file => !file.Lines.Contains($"namespace {file.Folder};"));
        Assert.Empty(wrong.Select(file => $"{file.Path} is not in {file.Folder}"));
    }

    private static int Level(string folder) => Array.FindIndex(Levels, level => level.Contains(folder));

    private static IEnumerable<(string File, string From, string To)> Uses() =>
        from file in Sources.Below("src/Slipway")
        from line in file.Lines
        let match = UsingLine().Match(line)
        where match.Success
        select (file.Path, file.Path.Split('/')[2], match.Groups["folder"].Value);

    [GeneratedRegex(@"^\s*(global )?using (static )?(\w+ = )?Slipway\.(?<folder>\w+)")]
    private static partial Regex UsingLine();
}
