namespace Slipway.Stacks.Nginx;

/// <summary>What is known of the host when its site is rendered.</summary>
public sealed record NginxHost
{
    /// <summary>True when the host has IPv6 at all; else a listen on [::] would stop nginx.</summary>
    public bool HasIpv6 { get; init; } = true;

    /// <summary>Of the installed nginx; since 1.25.1 HTTP/2 has a directive of its own.</summary>
    public Version Version { get; init; } = new(1, 22, 1);

    /// <summary>Chain in PEM on the host; null = no certificate yet.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its key on the host.</summary>
    public string? CertificateKey { get; init; }
}
