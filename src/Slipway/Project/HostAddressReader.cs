using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Slipway.Project;

/// <summary><c>user@host:port</c> → <see cref="HostAddress"/>. Nothing in it can be taken for an option by ssh.</summary>
internal static partial class HostAddressReader
{
    private const string Form = "Write `user@host:port`; user and port may be left out, an IPv6 address stands in brackets: `user@[2001:db8::1]:22`.";

    /// <summary>The address, or null and what to do.</summary>
    public static (HostAddress? Host, string Remedy) Read(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            return (null, "Remove the scheme. " + Form);
        var match = Parts().Match(text);
        if (!match.Success)
            return (null, text.Count(c => c == ':') > 1 && !text.Contains('[') ? "Put the IPv6 address in brackets: `user@[2001:db8::1]:22`." : Form);
        var port = match.Groups["port"];
        if (port.Success && int.Parse(port.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is < 1 or > 65535)
            return (null, "Use a port from 1 to 65535.");
        var (name, six) = (match.Groups["name"].Value, match.Groups["six"].Value);
        var sound = six.Length > 0
            ? IPAddress.TryParse(six, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            : !LooksLikeV4().IsMatch(name) || V4().IsMatch(name);
        if (!sound)
            return (null, "The IP address is malformed. " + Form);
        var user = match.Groups["user"];
        return (new HostAddress(user.Success ? user.Value : null, six.Length > 0 ? six : name, port.Success ? int.Parse(port.ValueSpan, CultureInfo.InvariantCulture) : null), "");
    }

    [GeneratedRegex(@"^(?:(?<user>[A-Za-z_][A-Za-z0-9._-]{0,63})@)?(?:(?<name>[A-Za-z0-9_][A-Za-z0-9._-]{0,252})|\[(?<six>[0-9A-Fa-f:.]{2,45})\])(?::(?<port>[0-9]{1,5}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[0-9.]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeV4();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex V4();
}
