using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Cli.Demo;

/// <summary>The project that the demo deploys: the guest book that this program carries along, in a folder of its own.</summary>
internal sealed partial class DemoProject
{
    private const string Resources = "demo/";

    private const string ProjectFile = """
        app: guest-book
        stack: aspnet
        shared: [data, storage]
        health: { path: /health, timeout: 30s }
        services:
          database: sqlite
          workers: { jobs: { command: "dotnet GuestBook.dll worker" } }
        migrations: { list: "dotnet GuestBook.dll migrate --list", run: "dotnet GuestBook.dll migrate" }
        soak: 2s
        drain: 10s
        environments:
          local: {}

        """;

    private const int FileMode644 = 0b110_100_100;

    private DemoProject(string folder) => Folder = folder;

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <param name="folder">Absolute; null = a new temporary folder.</param>
    /// <exception cref="ProblemException">The folder is not empty.</exception>
    public static DemoProject Create(string? folder)
    {
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new ProblemException(DemoProblems.FolderNotEmpty(folder));
        var project = new DemoProject(folder is null ? Directory.CreateTempSubdirectory("slipway-demo-").FullName : Directory.CreateDirectory(folder).FullName);
        foreach (var resource in typeof(DemoProject).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
            project.Unpack(resource);
        project.Write("slipway.yaml", ProjectFile);
        project.Write(".env.local", "GREETING=\"Welcome aboard\"\nDATABASE_PATH=data/app.db\n");
        return project;
    }

    /// <summary>Edits the app as its developer would: another version of code, configuration, template and stylesheet.</summary>
    /// <param name="switches">How this version misbehaves: a line of the file <c>switches</c>; null = it does not.</param>
    public void BecomeVersion(int version, string? switches = null)
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        Edit("Release.cs", CodeVersion(), $"CodeVersion = {number};");
        Edit("appsettings.json", ConfigVersion(), $"\"Version\": {number}");
        Edit("Views/page.html", TemplateVersion(), $"template={number}");
        Edit("Views/page.html", TemplatePart(), $"data-part=\"template\">{number}<");
        RenewStylesheet(number, (150 + version * 67) % 360);
        if (switches is null)
            File.Delete(PathOf("switches"));
        else
            Write("switches", switches + "\n");
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Remove() => Directory.Delete(Folder, recursive: true);

    // A fingerprinted file: what it holds decides its name.
    private void RenewStylesheet(string number, int hue)
    {
        var old = Directory.GetFiles(PathOf("wwwroot/assets"), "app-*.css").Single();
        var css = AssetVersion().Replace(File.ReadAllText(old), $"/* asset {number} */");
        css = Hue().Replace(css, string.Create(CultureInfo.InvariantCulture, $"--hue: {hue}"));
        var name = $"app-{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(css)))[..8]}.css";
        File.Delete(old);
        Write("wwwroot/assets/" + name, css);
        Write("wwwroot/assets/manifest.json", $$"""{ "app.css": "{{name}}" }""" + "\n");
    }

    private void Edit(string file, Regex old, string now) => Write(file, old.Replace(File.ReadAllText(PathOf(file)), now));

    private void Write(string file, string text) => AtomicFile.Write(PathOf(file), text, FileMode644);

    private void Unpack(string resource)
    {
        var path = PathOf(resource[Resources.Length..]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var from = typeof(DemoProject).Assembly.GetManifestResourceStream(resource)!;
        using var to = new FileStream(path, FileMode.CreateNew);
        from.CopyTo(to);
    }

    private string PathOf(string file) => Path.Combine(Folder, file);

    [GeneratedRegex("CodeVersion = [0-9]+;")]
    private static partial Regex CodeVersion();

    [GeneratedRegex("\"Version\": [0-9]+")]
    private static partial Regex ConfigVersion();

    [GeneratedRegex("template=[0-9]+")]
    private static partial Regex TemplateVersion();

    [GeneratedRegex("data-part=\"template\">[0-9]+<")]
    private static partial Regex TemplatePart();

    [GeneratedRegex(@"/\* asset [0-9]+ \*/")]
    private static partial Regex AssetVersion();

    [GeneratedRegex("--hue: [0-9]+")]
    private static partial Regex Hue();
}
