using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Slipway.Cli.Local.Edge;

/// <summary>The variables that a script gets, the same set as nginx's fastcgi_params.</summary>
internal static class FastCgiParams
{
    /// <param name="root">The document root in the release's own folder.</param>
    /// <param name="script">The script's name below the root, with a leading slash.</param>
    public static IReadOnlyList<(string Name, string Value)> Make(HttpContext context, Entrance entrance, string root, string script, long contentLength)
    {
        var request = context.Request;
        var scheme = ProxyRequest.Scheme(context, entrance);
        var list = new List<(string, string)>
        {
            ("QUERY_STRING", request.QueryString.Value?.TrimStart('?') ?? ""),
            ("REQUEST_METHOD", request.Method),
            ("CONTENT_TYPE", request.ContentType ?? ""),
            ("CONTENT_LENGTH", contentLength > 0 ? contentLength.ToString(CultureInfo.InvariantCulture) : ""),
            ("SCRIPT_NAME", script),
            ("SCRIPT_FILENAME", root + script),
            ("DOCUMENT_ROOT", root),
            ("DOCUMENT_URI", script),
            ("REQUEST_URI", ProxyRequest.Target(context)),
            ("REQUEST_SCHEME", scheme),
            ("SERVER_PROTOCOL", request.Protocol),
            ("SERVER_SOFTWARE", "slipway"),
            ("GATEWAY_INTERFACE", "CGI/1.1"),
            ("REDIRECT_STATUS", "200"),
            ("REMOTE_ADDR", ProxyRequest.ClientAddress(context)),
            ("REMOTE_PORT", Text(context.Connection.RemotePort)),
            ("SERVER_ADDR", "127.0.0.1"),
            ("SERVER_PORT", Text(request.Host.Port ?? (scheme == "https" ? 443 : 80))),
            ("SERVER_NAME", request.Host.Host),
        };
        if (scheme == "https")
            list.Add(("HTTPS", "on"));
        AddHeaders(request, scheme, list);
        return list;
    }

    /// <summary>Name-value pairs as the wire has them: lengths below 128 in one byte, others in four.</summary>
    public static byte[] Encode(IReadOnlyList<(string Name, string Value)> list)
    {
        using var bytes = new MemoryStream();
        foreach (var (name, value) in list)
        {
            var nameBytes = Encoding.Latin1.GetBytes(name);
            var valueBytes = Raw(value);
            Length(bytes, nameBytes.Length);
            Length(bytes, valueBytes.Length);
            bytes.Write(nameBytes);
            bytes.Write(valueBytes);
        }

        return bytes.ToArray();
    }

    // HTTP_PROXY would redirect a script's own requests; a header with an underscore could pass for another one with a hyphen.
    private static void AddHeaders(HttpRequest request, string scheme, List<(string, string)> list)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (!name.Contains('_') && !ProxyRequest.IsForwarded(name) && name.ToUpperInvariant() is not ("PROXY" or "CONTENT-TYPE" or "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "EXPECT"))
                list.Add(("HTTP_" + name.ToUpperInvariant().Replace('-', '_'), string.Join(name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ", (IEnumerable<string?>)value)));
        }

        list.Add(("HTTP_X_FORWARDED_FOR", ProxyRequest.ClientAddress(request.HttpContext)));
        list.Add(("HTTP_X_FORWARDED_PROTO", scheme));
        list.Add(("HTTP_X_FORWARDED_HOST", request.Host.Value ?? ""));
    }

    // Header values were read as Latin-1 and go out as the same bytes; what is beyond it (file names) is UTF-8.
    private static byte[] Raw(string value) => (value.All(c => c <= '\u00ff') ? Encoding.Latin1 : Encoding.UTF8).GetBytes(value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Length(MemoryStream bytes, int length)
    {
        const int oneByte = 128;
        if (length < oneByte)
        {
            bytes.WriteByte((byte)length);
            return;
        }

        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, (uint)length | 0x8000_0000);
        bytes.Write(four);
    }
}
