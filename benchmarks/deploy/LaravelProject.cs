using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.DeployBenchmark;

/// <summary>
/// The app that all tools deploy: samples/laravel with the framework as its vendor folder, filled up to the size of a small
/// real app. One folder on the laptop, the same for all.
/// </summary>
internal sealed partial class LaravelProject : IDisposable
{
    public const int Files = 4714;
    public const long WantedBytes = 32_000_000;

    private static readonly string[] OfSlipway = ["slipway.yaml", ".slipway", ".env.production"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-benchmark-");
    private int _version = 1;

    /// <param name="framework">Debian's /usr/share/php with Laravel in it.</param>
    public LaravelProject(string framework)
    {
        Copy(Places.Sample, Folder);
        var vendor = Path.Combine(Folder, "vendor", "debian");
        Copy(framework, vendor);
        var autoload = Path.Combine(Folder, "vendor", "autoload.php");
        File.WriteAllText(autoload, File.ReadAllText(autoload).Replace("<?php\n", "<?php\n\nset_include_path(__DIR__ . '/debian');\n"));
        FromPackages = CountFiles();
        FillUp(vendor);
        if (CountFiles() != Files)
            throw new InvalidOperationException($"The project has {CountFiles()} files instead of {Files}.");
    }

    public string Folder => Path.Combine(_folder.FullName, "project");

    /// <summary>A place for other files of the laptop.</summary>
    public string Beside => _folder.FullName;

    /// <summary>Files that were there before it was filled up.</summary>
    public int FromPackages { get; }

    public long Bytes => Source().Sum(f => f.Length);

    /// <summary>Changes one file, so that the site tells which version serves; returns that version.</summary>
    public int Change()
    {
        var file = Path.Combine(Folder, "app", "Release.php");
        _version++;
        File.WriteAllText(file, Code().Replace(File.ReadAllText(file), $"CODE = {_version};"));
        return _version;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<FileInfo> Source() => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(f => !OfSlipway.Contains(Path.GetRelativePath(Folder, f.FullName).Split('/')[0]));

    private int CountFiles() => Source().Count();

    /// <summary>Made-up classes, joined from the framework's, each of the same size.</summary>
    private void FillUp(string vendor)
    {
        var missing = Files - CountFiles();
        var size = (WantedBytes - Bytes) / missing;
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "vendor", "made-up")).FullName;
        using var sources = Directory.EnumerateFiles(vendor, "*.php", SearchOption.AllDirectories).Order(StringComparer.Ordinal).GetEnumerator();
        for (var number = 0; number < missing; number++)
        {
            var text = new StringBuilder($"<?php // {number}\n");
            while (text.Length < size && sources.MoveNext())
                text.Append(File.ReadAllText(sources.Current));
            File.WriteAllText(Path.Combine(folder, $"Class{number}.php"), text.ToString(0, (int)Math.Min(size, text.Length)));
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            if (new FileInfo(file).LinkTarget is null)
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    [GeneratedRegex(@"CODE = \d+;")]
    private static partial Regex Code();
}
