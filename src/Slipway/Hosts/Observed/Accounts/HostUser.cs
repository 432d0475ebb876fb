namespace Slipway.Hosts.Observed.Accounts;

/// <summary>A user of a host.</summary>
public sealed record HostUser(string Name, int Uid, int Gid, string Home, string Shell)
{
    /// <summary>How it may log in with a password; null when /etc/shadow may not be read.</summary>
    public PasswordState? Password { get; init; }

    /// <summary>How the password is hashed: yescrypt, sha512, md5; null = there is none or it cannot be told. Never the hash.</summary>
    public string? PasswordScheme { get; init; }

    /// <summary>The account ends (or ended) on this day; null = never.</summary>
    public DateOnly? Expires { get; init; }
}
