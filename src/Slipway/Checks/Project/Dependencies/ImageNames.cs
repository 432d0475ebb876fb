namespace Slipway.Checks.Project.Dependencies;

/// <summary>What an image of a registry holds, by its name and tag.</summary>
internal static class ImageNames
{
    private static readonly Dictionary<string, string> Products = new(StringComparer.Ordinal)
    {
        ["php"] = "php", ["python"] = "python", ["node"] = "node", ["mysql"] = "mysql", ["mariadb"] = "mariadb", ["postgres"] = "postgresql", ["postgresql"] = "postgresql", ["postgis"] = "postgresql",
        ["redis"] = "redis", ["debian"] = "debian", ["ubuntu"] = "ubuntu", ["aspnet"] = "dotnet", ["sdk"] = "dotnet", ["runtime"] = "dotnet",
    };

    /// <summary><c>php:8.3-fpm-bookworm</c> is PHP 8.3 on Debian 12.</summary>
    public static IEnumerable<RuntimeUse> Read(string image, string where)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        if (colon < 0 || name.Contains('$') || name.IndexOf('/', colon) >= 0)
            yield break;
        var (path, tag) = (name[..colon], name[(colon + 1)..]);
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (Products.TryGetValue(last, out var product) && (product != "dotnet" || path.Contains("dotnet", StringComparison.Ordinal))
            && tag.Length > 0 && char.IsAsciiDigit(tag[0]) && VersionRange.Parse(tag.Split('-')[0]) is { } range)
            yield return new RuntimeUse(product, range, where);
        foreach (var word in tag.Split('-'))
            if (EndOfLife.CodeNames.TryGetValue(word, out var system))
                yield return new RuntimeUse(system.Product, VersionRange.Parse(system.Line)!, where);
    }
}
