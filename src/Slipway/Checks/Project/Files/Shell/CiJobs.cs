using Slipway.Checks.Project.Files.Yaml;
using Slipway.Problems;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>The commands of a CI service's file.</summary>
internal static class CiJobs
{
    private static readonly string[] Keys = ["run", "script", "before_script", "after_script", "command"];

    public static IEnumerable<ShellScript> Read(TextFile? file)
    {
        if (file is null)
            return [];
        try
        {
            return [.. Below(LooseYaml.Read(file), 0).Select(scalar => Of(file, scalar))];
        }
        catch (ProblemException)
        {
            return []; // the CI service tells it
        }
    }

    private static ShellScript Of(TextFile file, YamlScalar scalar)
    {
        var isBlock = scalar.Text.Contains('\n');
        return new(file.Path, file.Path, ScriptKind.Ci, scalar.Text,
            index => isBlock ? file.Where(scalar.At.Line + 1 + scalar.Text.AsSpan(0, Math.Clamp(index, 0, scalar.Text.Length)).Count('\n'), 1) : file.Where(scalar.At.Line, scalar.At.Column));
    }

    private static IEnumerable<YamlScalar> Below(YamlNode? node, int depth) => depth > 12 ? [] : node switch
    {
        YamlMap map => map.Entries.SelectMany(entry => Keys.Contains(entry.Key) ? entry.Value.Items().OfType<YamlScalar>().Concat(entry.Value is YamlMap ? Below(entry.Value, depth + 1) : []) : Below(entry.Value, depth + 1)),
        YamlList list => list.Items.SelectMany(item => Below(item, depth + 1)),
        _ => [],
    };
}
