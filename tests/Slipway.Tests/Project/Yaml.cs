using System.Text;
using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

internal static class Yaml
{
    public static ProjectFile Read(string text) => ProjectFileReader.Parse(Encoding.UTF8.GetBytes(text), "/p/slipway.yaml");

    public static IReadOnlyList<Problem> Problems(string text) => Problems(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<Problem> Problems(byte[] bytes) =>
        Assert.Throws<ProblemException>(() => ProjectFileReader.Parse(bytes, "slipway.yaml")).Problems;

    /// <summary>A sound file with one environment and these lines in it.</summary>
    public static string With(string lines, string stack = "node") =>
        $"app: shop\nstack: {stack}\nenvironments:\n  production:\n    url: https://shop.example.com\n    hosts: [deploy@203.0.113.10]\n"
        + string.Concat(lines.Split('\n').Select(line => $"    {line}\n"));
}
