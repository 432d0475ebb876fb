using System.Text;
using System.Text.Json;

namespace Slipway.Deployments.Sessions;

/// <summary>A line of <c>journalctl --output json</c>.</summary>
internal static class JournalLine
{
    /// <summary>Process name and text; null when the line is something else. A message that is no UTF-8 comes as an array of bytes.</summary>
    public static LogLine? Parse(string json, string unitPrefix)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var unit = parsed.RootElement.TryGetProperty("_SYSTEMD_UNIT", out var u) ? u.GetString() ?? "" : "";
            if (!unit.StartsWith(unitPrefix, StringComparison.Ordinal) || !parsed.RootElement.TryGetProperty("MESSAGE", out var message))
                return null;
            var text = message.ValueKind == JsonValueKind.Array
                ? Encoding.UTF8.GetString([.. message.EnumerateArray().Select(b => (byte)b.GetInt32())])
                : message.GetString() ?? "";
            return new(unit[unitPrefix.Length..].Split('@')[0], text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
