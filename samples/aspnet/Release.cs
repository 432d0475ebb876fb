using System.Text.Json;
using System.Text.RegularExpressions;

namespace GuestBook;

/// <summary>Which version each part of this release has, read once at start. On one page, so that a mix of two releases shows.</summary>
public sealed record Release(int Code, int Config, int Template, int Asset, string Env, string Name, string Stylesheet, string Page)
{
    public const int CodeVersion = 1;

    public static Release Read(IConfiguration configuration)
    {
        var manifest = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText("wwwroot/assets/manifest.json"))!;
        var page = File.ReadAllText("Views/page.html");
        return new Release(
            CodeVersion,
            configuration.GetValue<int>("GuestBook:Version"),
            NumberAfter("template=", page),
            NumberAfter("/* asset ", File.ReadAllText("wwwroot/assets/" + manifest["app.css"])),
            Environment.GetEnvironmentVariable("GREETING") ?? "hello",
            CurrentName,
            manifest["app.css"],
            page);
    }

    public static string CurrentName => Environment.GetEnvironmentVariable("SLIPWAY_RELEASE") ?? "none";

    private static int NumberAfter(string mark, string text) => int.Parse(Regex.Match(text, Regex.Escape(mark) + @"(\d+)").Groups[1].Value);
}
