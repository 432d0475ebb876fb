namespace Slipway.Lab.Tests.Harness;

/// <summary>Places of this repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    public static string Samples => Path.Combine(Folder, "samples");

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Slipway.slnx")))
                return folder;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in the repository.");
    }
}
