using System.Runtime.CompilerServices;
using Xunit;

namespace Slipway.Tests.Support;

/// <summary>Compares text with a committed file; ACCEPT=1 writes the file instead.</summary>
public static class Golden
{
    /// <summary>The golden <c>Goldens/&lt;name&gt;.txt</c> beside the test's source file.</summary>
    public static void Matches(string actual, string name, [CallerFilePath] string testFile = "") =>
        MatchesFile(actual, Path.Combine(Path.GetDirectoryName(testFile)!, "Goldens", name + ".txt"));

    /// <summary>A file of the repository that is generated, such as <c>docs/project-file.md</c>.</summary>
    public static void MatchesRepositoryFile(string actual, string relativePath) => MatchesFile(actual, RepositoryPath(relativePath));

    /// <summary>A file or folder of the repository, absolute.</summary>
    public static string RepositoryPath(string relativePath, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../..", relativePath));

    /// <summary>The golden <c>goldens/&lt;name with ending&gt;</c> beside the test's source file.</summary>
    public static void Check(string name, string actual, [CallerFilePath] string testFile = "") =>
        MatchesFile(actual, Path.Combine(Path.GetDirectoryName(testFile)!, "goldens", name));

    private static void MatchesFile(string actual, string file)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing; run the tests with ACCEPT=1 and read what they wrote.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
