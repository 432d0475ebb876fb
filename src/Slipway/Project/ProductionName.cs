namespace Slipway.Project;

/// <summary>Which names mean production: of an environment, of a file, of a mode.</summary>
public static class ProductionName
{
    private static readonly string[] Words = ["production", "prod", "prd", "live"];

    // pre-production, production-copy, live-preview
    private static readonly string[] Others =
        ["pre", "non", "not", "post", "copy", "clone", "mirror", "test", "testing", "staging", "stage", "preview", "demo", "qa", "uat", "dev", "development", "sandbox", "like", "local"];

    /// <summary>True when a word of the name says so and none takes it back: <c>production</c>, <c>prod-eu</c>, <c>shop-live2</c>.</summary>
    public static bool Is(string name)
    {
        var words = name.ToLowerInvariant().Split(['-', '_', '.', ' ', '/'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd("0123456789".ToCharArray())).ToList();
        return words.Any(Words.Contains) && !words.Any(Others.Contains);
    }
}
