using System.Runtime.CompilerServices;
using Xunit;

namespace Slipway.Tests.Support;

/// <summary>Compares text with a file beside the test; <c>ACCEPT=1</c> writes the file instead.</summary>
internal static class Golden
{
    /// <param name="name">File below the folder <c>goldens</c> beside the test.</param>
    /// <param name="actual">What the code made.</param>
    /// <param name="test">Filled by the compiler.</param>
    public static void Check(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "goldens", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no golden {path}; run with ACCEPT=1 and look at it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
