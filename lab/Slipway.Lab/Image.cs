namespace Slipway.Lab;

/// <summary>What a machine starts from.</summary>
public enum Image
{
    /// <summary>A small Debian 12 server: systemd, sshd, sudo, cron, curl; users root and deploy.</summary>
    Base,

    /// <summary>Base with nginx, PHP-FPM, MariaDB, PostgreSQL, Redis, Django, Node and the .NET runtime, their services disabled.</summary>
    Stack,
}
