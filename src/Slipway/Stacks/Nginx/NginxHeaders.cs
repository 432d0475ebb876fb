namespace Slipway.Stacks.Nginx;

/// <summary>Headers of every response of the site, errors included.</summary>
internal static class NginxHeaders
{
    /// <summary>By this the shape says which release the request was resolved to; visitors do not see it.</summary>
    public const string Release = "X-Slipway-Release";

    public static IReadOnlyList<(string Name, string Variable, string Value)> Defaults { get; } =
    [
        ("X-Content-Type-Options", "x_content_type_options", "nosniff"),
        ("X-Frame-Options", "x_frame_options", "SAMEORIGIN"),
        ("Referrer-Policy", "referrer_policy", "strict-origin-when-cross-origin"),
    ];

    /// <param name="text">Where to.</param>
    /// <param name="prefix">Of the site's variables.</param>
    /// <param name="isTls">HSTS is only believed, and only right, over TLS.</param>
    public static void Write(NginxWriter text, string prefix, bool isTls)
    {
        foreach (var header in Defaults)
            text.Line($"add_header {header.Name} ${prefix}_{header.Variable} always");
        if (isTls)
            text.Line("add_header Strict-Transport-Security \"max-age=31536000\" always");
    }
}
