using System.Text.RegularExpressions;
using Slipway.Hosts;

namespace Slipway.Stacks.Nginx;

/// <summary>
/// A site that an earlier Slipway rendered, in which one server block did everything: what of it belongs to the release becomes a
/// shape, so that such a release can be rolled back to.
/// </summary>
public static partial class NginxLegacySite
{
    private const string Begin = "    if ($uri ~ ";
    private const string End = "}";

    /// <returns>Null when the text is none of that kind.</returns>
    public static NginxShape? ShapeOf(string text, HostLayout layout)
    {
        var lines = text.Split('\n');
        var begin = Array.FindIndex(lines, line => line.StartsWith(Begin, StringComparison.Ordinal));
        var end = begin < 0 ? -1 : Array.FindIndex(lines, begin, line => line == End);
        if (end < 0)
            return null;
        return NginxShape.Of(layout, shape =>
        {
            foreach (var line in lines[(begin + 1)..end].SelectMany(line => Convert(line, layout)))
                shape.Raw(line.Replace(NginxSite.Prefix(layout) + "_", NginxShape.VariablePrefix + "_"));
        });
    }

    private static IEnumerable<string> Convert(string line, HostLayout layout)
    {
        var indent = line[..(line.Length - line.TrimStart().Length)];
        if (SiteHeader().IsMatch(line))
            return [];
        if (line.Contains("add_header Cache-Control", StringComparison.Ordinal))
            return [line, $"{indent}add_header {NginxHeaders.Release} $slipway_release always;"];
        if (Pass().Match(line) is { Success: true } pass)
            return [line.Replace($"{layout.Current}/.slipway/app.sock", layout.Socket("$slipway_release")), $"{indent}{pass.Groups[1].Value}_request_buffering off;"];
        return
        [
            line.Replace($"${NginxSite.Prefix(layout)}_connection", "$http_connection").Replace("$remote_addr", "$http_x_real_ip").Replace("$remote_port", NginxHandover.Variable(NginxHandover.ClientPort))
                .Replace("$server_addr", NginxHandover.Variable(NginxHandover.ServerAddress)),
        ];
    }

    [GeneratedRegex("^ *add_header (X-Content-Type-Options|X-Frame-Options|Referrer-Policy|Strict-Transport-Security|X-Slipway-Release) ")]
    private static partial Regex SiteHeader();

    [GeneratedRegex("^ *(proxy|fastcgi)_pass ")]
    private static partial Regex Pass();
}
