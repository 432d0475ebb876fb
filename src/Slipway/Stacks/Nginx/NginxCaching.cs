namespace Slipway.Stacks.Nginx;

/// <summary>How long a browser may keep a file: only names with a fingerprint never change.</summary>
internal static class NginxCaching
{
    public static void Define(NginxWriter text, string prefix)
    {
        text.Comment("Only names with a fingerprint never change.");
        text.Block($"map $uri ${prefix}_cache", () =>
        {
            const string forever = "\"public, max-age=31536000, immutable\"";
            text.Line("default \"public, max-age=300\"");
            text.Line("~*(/|\\.html?)$ \"no-cache\"");
            text.Line($"~^/(build/assets|_next/static|_nuxt|_astro|_app/immutable)/ {forever}");
            text.Line($"\"~[.-](?=[a-f]*[0-9])[0-9a-f]{{8,}}\\.[a-z0-9.]+$\" {forever}");
            text.Line($"\"~[.-](?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{{8,}}\\.(m?js|css|woff2?)(\\.map)?$\" {forever}");
        });
    }
}
