using System.Text;

namespace Slipway.Lab;

/// <summary>One request as it goes over the wire, made ahead.</summary>
public sealed class LoadRequest
{
    private LoadRequest(string method, string path, byte[] wire) => (Method, Path, Wire) = (method, path, wire);

    public string Method { get; }

    public string Path { get; }

    internal ReadOnlyMemory<byte> Wire { get; }

    public static LoadRequest Get(string host, string path) => new("GET", path, Encoding.ASCII.GetBytes(Head("GET", host, path) + "\r\n"));

    public static LoadRequest Post(string host, string path, byte[] body, string contentType = "application/octet-stream")
    {
        var head = Encoding.ASCII.GetBytes(Head("POST", host, path) + $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n");
        return new("POST", path, [.. head, .. body]);
    }

    private static string Head(string method, string host, string path) =>
        $"{method} {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: slipway-lab\r\nAccept: */*\r\n";
}
