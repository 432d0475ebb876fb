using System.Xml;
using System.Xml.Linq;

namespace Slipway.Stacks.Aspnet;

/// <summary>What a .csproj says that matters for publishing it.</summary>
/// <param name="Path">Relative to the project's folder.</param>
/// <param name="AssemblyName">Name of the published program without its ending.</param>
/// <param name="OwnProgram">True when publishing makes a program that needs no dotnet command (self-contained, single file, native).</param>
/// <param name="SelfContained">True when it brings its own runtime.</param>
/// <param name="RuntimeIdentifier">As written, or null.</param>
/// <param name="Framework">"net10.0", or null when a file elsewhere says it.</param>
internal sealed record AspnetProject(
    string Path, string AssemblyName, bool OwnProgram, bool SelfContained, string? RuntimeIdentifier, string? Framework)
{
    /// <summary>Projects that it contains, as paths like <see cref="Path"/>.</summary>
    public IReadOnlyList<string> References { get; private init; } = [];

    /// <returns>Null when the file is not a project that uses Microsoft.NET.Sdk.Web.</returns>
    public static AspnetProject? Read(ProjectFolder folder, string path)
    {
        if (Parse(folder.Text(path)) is not { } xml || !UsesWebSdk(xml))
            return null;
        string? Property(string name) => xml.Descendants().LastOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : null;
        bool Is(string name) => string.Equals(Property(name), "true", StringComparison.OrdinalIgnoreCase);
        var native = Is("PublishAot");
        var selfContained = native || Is("SelfContained") || Is("PublishSelfContained");
        return new AspnetProject(
            path,
            Property("AssemblyName") is { } name && !name.Contains("$(") ? name : System.IO.Path.GetFileNameWithoutExtension(path),
            selfContained || Is("PublishSingleFile"),
            selfContained,
            Property("RuntimeIdentifier"),
            Property("TargetFramework")) { References = [.. xml.Descendants().Where(e => e.Name.LocalName == "ProjectReference").Select(e => Relative(path, e.Attribute("Include")?.Value ?? ""))] };
    }

    private static string Relative(string project, string reference) =>
        System.IO.Path.GetFullPath(reference.Replace('\\', '/'), "/" + System.IO.Path.GetDirectoryName(project))[1..];

    /// <summary>
    /// The web projects of the folder that stand for themselves: one in the folder itself hides those below, what tests or shows another
    /// counts only when nothing else is there, and one that another web project contains is part of that.
    /// </summary>
    public static IReadOnlyList<AspnetProject> Find(ProjectFolder folder)
    {
        List<AspnetProject> all = [.. folder.Find("*.csproj", 3).Select(path => Read(folder, path)).OfType<AspnetProject>()];
        var here = all.FindAll(project => !project.Path.Contains('/'));
        var real = all.FindAll(project => !project.IsAside);
        var wanted = here.Count > 0 ? here : real.Count > 0 ? real : all;
        var whole = wanted.FindAll(project => !wanted.Exists(other => other != project && other.References.Contains(project.Path)));
        return whole.Count > 0 ? whole : wanted;
    }

    /// <summary>It tests, measures or shows something else.</summary>
    private bool IsAside => SideFolders.Has(Path);

    private static XElement? Parse(string? text)
    {
        try
        {
            return text is null ? null : XDocument.Parse(text).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool UsesWebSdk(XElement project) =>
        project.Attributes("Sdk").Concat(project.Descendants().Where(e => e.Name.LocalName == "Sdk").Attributes("Name"))
            .Any(sdk => sdk.Value.Split('/', ';')[0] == "Microsoft.NET.Sdk.Web");
}
