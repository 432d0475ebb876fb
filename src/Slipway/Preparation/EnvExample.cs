namespace Slipway.Preparation;

/// <summary>The file in the repository that shows which variables an app reads.</summary>
public static class EnvExample
{
    private static readonly string[] Endings = ["example", "sample", "dist", "template"];

    /// <summary>The first of <c>.env.production.example</c>, <c>env.production.example</c>, <c>.env.example.production</c>, <c>.env.example</c>, <c>env.example</c> and the same with sample, dist, template; null = none.</summary>
    public static string? Find(string folder, string environment) =>
        Names(environment).Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Names(string environment) =>
        Endings.SelectMany(e => (string[])[$".env.{environment}.{e}", $"env.{environment}.{e}", $".env.{e}.{environment}"])
            .Concat(Endings.SelectMany(e => (string[])[$".env.{e}", $"env.{e}"]));
}
