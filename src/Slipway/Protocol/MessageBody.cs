using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Protocol;

/// <summary>The payload of requests and notifications: one byte of length, the method's name, JSON.</summary>
internal static class MessageBody
{
    public static ReadOnlyMemory<byte> Write<T>(string method, T body, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var name = Encoding.UTF8.GetBytes(method);
        buffer.Write([checked((byte)name.Length)]);
        buffer.Write(name);
        using (var json = new Utf8JsonWriter(buffer))
            JsonSerializer.Serialize(json, body, type);
        return buffer.WrittenMemory;
    }

    public static (string Method, ReadOnlyMemory<byte> Json) Split(byte[] payload)
    {
        if (payload.Length == 0 || payload.Length < 1 + payload[0])
            throw ProtocolProblems.Violation("a message without a method");
        return (Encoding.UTF8.GetString(payload, 1, payload[0]), payload.AsMemory(1 + payload[0]));
    }

    /// <exception cref="Problems.ProblemException">The JSON does not fit the type.</exception>
    public static T Read<T>(string method, ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw ProtocolProblems.Violation($"{method}: null");
        }
        catch (JsonException e)
        {
            throw ProtocolProblems.Violation($"{method}: {e.Message}");
        }
    }
}
