using Xunit;

namespace Slipway.Tests.Support;

/// <summary>Programs that a test of the real thing needs.</summary>
internal static class Tools
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>Skips the test when one is missing, and says which; with CI=true that is a failure.</summary>
    public static void Need(params IReadOnlyList<string> programs)
    {
        string[] missing = [.. programs.Where(program => Find(program) is null)];
        if (missing.Length == 0)
            return;
        var message = "not installed: " + string.Join(", ", missing);
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
        Assert.Skip(message);
    }

    /// <returns>Absolute path, or null.</returns>
    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
