using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>The client that was built with these tests: its output is named like theirs, bin/&lt;configuration&gt;/&lt;framework&gt;.</summary>
internal static class SlipwayClient
{
    public static string Path
    {
        get
        {
            var build = System.IO.Path.GetRelativePath(System.IO.Path.Combine(Repository.Root, "tests", "Slipway.Integration.Tests"), AppContext.BaseDirectory);
            var program = System.IO.Path.Combine(Repository.Root, "src", "Slipway.Cli", build, "Slipway.Cli");
            Assert.True(File.Exists(program), $"{program} is not built");
            return program;
        }
    }
}
