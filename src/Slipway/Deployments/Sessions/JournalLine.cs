using System.Text;
using System.Text.Json;

namespace Slipway.Deployments.Sessions;

/// <summary>A line of <c>journalctl --output json</c>.</summary>
/// <param name="Cursor">Where it stands in the journal.</param>
/// <param name="Unit">The unit that wrote it; empty = none.</param>
internal sealed record JournalLine(string? Cursor, string Unit, string Message)
{
    /// <returns>Null when it is something else. A message that is no UTF-8 comes as an array of bytes.</returns>
    public static JournalLine? Parse(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            string? Field(string name) => parsed.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            if (!parsed.RootElement.TryGetProperty("MESSAGE", out var message))
                return null;
            var text = message.ValueKind == JsonValueKind.Array
                ? Encoding.UTF8.GetString([.. message.EnumerateArray().Select(b => (byte)b.GetInt32())])
                : message.GetString() ?? "";
            return new(Field("__CURSOR"), Field("_SYSTEMD_UNIT") ?? "", text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Process name and text of a line of one of these units; null when another wrote it.</summary>
    /// <param name="processOf">The process of a unit, which is named without its instance.</param>
    public LogLine? Of(Func<string, string?> processOf) =>
        processOf(Unit.Split('@')[0]) is { } process ? new(process, Message) : null;
}
