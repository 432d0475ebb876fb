namespace Slipway.Lab;

/// <summary>The .NET runtimes of this machine, to be copied into the stack image.</summary>
internal static class DotnetRuntime
{
    private static readonly string[] Frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    /// <summary>The directory with <c>host/</c>, <c>shared/</c> and the <c>dotnet</c> program of this process.</summary>
    private static string Home { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    public static string Versions() => string.Join(' ', Frameworks.Select(f => $"{f}={Newest(Path.Combine(Home, "shared", f))}"));

    /// <summary>Copies host, ASP.NET Core and base runtime to <c>/usr/share/dotnet</c> of an image.</summary>
    public static async Task CopyIntoAsync(string image)
    {
        var target = Path.Combine(image, "usr/share/dotnet");
        var hosts = Path.Combine(Home, "host", "fxr");
        await CopyAsync(Path.Combine(hosts, Newest(hosts)), Path.Combine(target, "host", "fxr"));
        foreach (var framework in Frameworks)
        {
            var versions = Path.Combine(Home, "shared", framework);
            await CopyAsync(Path.Combine(versions, Newest(versions)), Path.Combine(target, "shared", framework));
        }

        await CopyAsync(Path.Combine(Home, "dotnet"), target);
    }

    private static async Task CopyAsync(string from, string into)
    {
        Directory.CreateDirectory(into);
        await Command.RequireAsync("cp", "-aL", from, into);
    }

    private static string Newest(string directory) => Directory.Exists(directory)
        ? Directory.GetDirectories(directory).Select(d => Path.GetFileName(d)!)
            .Where(name => Version.TryParse(name, out _)).MaxBy(name => Version.Parse(name)) ?? throw Missing(directory)
        : throw Missing(directory);

    private static LabException Missing(string directory) =>
        new($"The stack image needs the .NET and ASP.NET Core runtimes of this machine, but {directory} has none.");
}
