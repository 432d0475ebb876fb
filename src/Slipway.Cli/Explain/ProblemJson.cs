using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Cli.Explain;

/// <summary>The catalogue as JSON: the embedded file and <c>problems --json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(IReadOnlyList<KnownProblem>))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>Quotes, angle marks and arrows as they are: people read the file.</summary>
    public static ProblemJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
