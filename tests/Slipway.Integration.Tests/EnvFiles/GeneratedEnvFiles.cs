using System.Globalization;
using System.Text;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>The files of one run, named 0, 1 … SLIPWAY_SEED repeats a run, SLIPWAY_CASES changes the number of files.</summary>
public sealed class GeneratedEnvFiles : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("slipway-env-").FullName;

    public GeneratedEnvFiles()
    {
        var generator = new EnvFileGenerator(new Random(Seed));
        Texts = [.. Enumerable.Range(0, Cases).Select(_ => generator.Next())];
        Folder = Write("all", _ => true);
    }

    public int Seed { get; } = Number("SLIPWAY_SEED") ?? Random.Shared.Next();

    public int Cases { get; } = Number("SLIPWAY_CASES") ?? 10_000;

    public IReadOnlyList<string> Texts { get; }

    public string Folder { get; }

    /// <summary>A folder of its own in which the files that are not wanted are empty.</summary>
    public string Write(string name, Func<string, bool> wanted)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        for (var i = 0; i < Cases; i++)
            File.WriteAllText(Path.Combine(folder, $"{i}"), wanted(Texts[i]) ? Texts[i] : "", new UTF8Encoding(false));
        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
