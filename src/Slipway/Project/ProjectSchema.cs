using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Project.Definition;

namespace Slipway.Project;

/// <summary>The JSON Schema (draft 7) of slipway.yaml, for editors.</summary>
public static class ProjectSchema
{
    /// <summary>Where <c>init</c> puts it, relative to the project's folder; the first line of slipway.yaml names it.</summary>
    public const string RelativePath = ".slipway/slipway.schema.json";

    /// <summary>The schema as indented JSON with a line feed at its end.</summary>
    public static string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "slipway.yaml");
            Fields(json, ProjectDefinition.File, key => Shared.Contains(key));
            json.WriteStartObject("definitions");
            foreach (var key in Shared)
                Key(json, key.Name, key);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Keys that stand both at the top and in an environment: written once, referred to twice.</summary>
    private static readonly IReadOnlyList<KeyDefinition> Shared = [.. ProjectDefinition.File.Keys.Intersect(ProjectDefinition.Environment.Keys)];

    private static void Fields(Utf8JsonWriter json, FieldsShape fields, Func<KeyDefinition, bool>? refer = null)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        var required = fields.Keys.Where(k => k.Required).ToList();
        if (required.Count > 0)
            Strings(json, "required", required.Select(k => k.Name));
        json.WriteStartObject("properties");
        foreach (var key in fields.Keys)
        {
            if (refer is null || !refer(key))
            {
                Key(json, key.Name, key);
                continue;
            }

            json.WriteStartObject(key.Name);
            json.WriteString("$ref", "#/definitions/" + key.Name);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Key(Utf8JsonWriter json, string name, KeyDefinition key)
    {
        json.WriteStartObject(name);
        json.WriteString("description", key.Doc + (key.Later ? " Accepted, without effect in this version." : "") + (key.Default is null ? "" : $" Default: {key.Default}."));
        Body(json, key.Shape);
        json.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case TextShape text: Pattern(json, text.Format.Pattern); break;
            case DurationShape: Pattern(json, "[0-9]{1,9}(?:ms|s|m|h)"); break;
            case SizeShape: Pattern(json, "[0-9]{1,9}[kKmMgG]"); break;
            case DateShape: Pattern(json, "[0-9]{4}-[0-9]{2}-[0-9]{2}"); break;
            case UrlShape: Pattern(json, "https?://[^/?#@]+/?"); break;
            case HostShape: Pattern(json, "(?:[A-Za-z_][A-Za-z0-9._-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?"); break;
            case FlagShape: json.WriteString("type", "boolean"); break;
            case ChoiceShape choice: Strings(json, "enum", choice.Choices.Select(c => c.Word)); break;
            case WholeShape whole: Whole(json, whole); break;
            case CommandShape: AnyOf(json, j => j.WriteString("type", "string"), j => Array(j, i => i.WriteString("type", "string"))); break;
            case ListShape list: AnyOf(json, j => Body(j, list.Item), j => Array(j, i => Body(i, list.Item))); break;
            case NamedShape named: Named(json, named); break;
            case FieldsShape { Shorthand: { } key } fields: AnyOf(json, j => Body(j, fields.Find(key)!.Shape), j => Fields(j, fields)); break;
            case FieldsShape fields: Fields(json, fields, ReferenceEquals(fields, ProjectDefinition.Environment) ? key => Shared.Contains(key) : null); break;
        }
    }

    private static void Named(Utf8JsonWriter json, NamedShape named)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("patternProperties");
        json.WriteStartObject($"^(?:{named.Name.Pattern})$");
        Body(json, named.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Whole(Utf8JsonWriter json, WholeShape whole)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", whole.Min);
        json.WriteNumber("maximum", whole.Max);
    }

    private static void Pattern(Utf8JsonWriter json, string pattern)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", $"^(?:{pattern})$");
    }

    private static void Array(Utf8JsonWriter json, Action<Utf8JsonWriter> item)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        item(json);
        json.WriteEndObject();
    }

    private static void AnyOf(Utf8JsonWriter json, params ReadOnlySpan<Action<Utf8JsonWriter>> bodies)
    {
        json.WriteStartArray("anyOf");
        foreach (var body in bodies)
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
