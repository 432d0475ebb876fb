using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Events;

/// <summary>The wire form of events: one JSON object on one line, absent fields left out (docs/json.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTime)])]
[JsonSerializable(typeof(DeploymentEvent))]
public sealed partial class EventJson : JsonSerializerContext
{
    private static EventJson? _readable;

    // Made late: the generated default context is a static field too, and their order is not defined.
    private static EventJson Readable => _readable ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the reader is a JSON parser, never an HTML page
        TypeInfoResolver = null,
    });

    /// <summary>The line for an event, without the line break; a line break in a text is escaped.</summary>
    public static string Write(DeploymentEvent e) => JsonSerializer.Serialize(e, Readable.DeploymentEvent);

    /// <exception cref="JsonException">The line is not an event.</exception>
    public static DeploymentEvent Read(string line) =>
        JsonSerializer.Deserialize(line, Readable.DeploymentEvent) ?? throw new JsonException("null is not an event");
}
