using Slipway.Problems;
using Slipway.Project.Definition;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Reads slipway.yaml.</summary>
public static class ProjectFileReader
{
    /// <summary>The name of the file that <c>init</c> writes.</summary>
    public const string FileName = "slipway.yaml";

    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads and checks the whole file.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, in the order of the file; each with file:line:column and exit code 10.</exception>
    public static ProjectFile Read(string path) => Parse(TextSource.ReadBytes(path, MaxBytes, "project"), path);

    /// <summary>As <see cref="Read"/>, from bytes; the path is for messages and for the project's folder.</summary>
    public static ProjectFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var problems = new ProblemList(path);
        if (bytes.Length > MaxBytes)
            throw new ProblemException(FileProblems.TooLarge("project", path, MaxBytes));
        var text = TextSource.Decode(bytes, "project", problems);
        var root = text is null ? null : YamlTreeReader.Read(text, problems);
        var settings = root is null ? null : new ShapeReader(problems).Read(root, ProjectDefinition.File, "")?.Value as Settings;
        var file = settings is null ? null : Build(settings, path, problems);
        problems.ThrowIfAny();
        return file!;
    }

    private static ProjectFile Build(Settings top, string path, ProblemList problems)
    {
        var reader = new EnvironmentReader(top, System.IO.Path.GetFullPath(path), problems);
        var servers = top.Nested("environments").Entries.Where(e => e.Name != "local" && e.Setting.Value is Settings)
            .Select(e => reader.Server(e.Name, (Settings)e.Setting.Value)).ToList();
        EnvironmentRules.CheckTogether(servers, problems);
        var local = reader.Local(top.Nested("environments").Nested("local"));
        return new(System.IO.Path.GetFullPath(path), top.Text("app") ?? "", top.Text("stack"), [.. servers.Select(s => s.Result)], local);
    }
}
