using Slipway.Secrets;

namespace Slipway.Databases;

/// <summary>How a database server is reached.</summary>
/// <param name="Host">Name or address; null = the client's default (its local socket).</param>
/// <param name="Port">Null = the kind's own.</param>
/// <param name="Socket">MySQL: the socket file; PostgreSQL: the folder of the socket.</param>
/// <param name="Database">Its name.</param>
/// <param name="User">Null = the operating system's user.</param>
/// <param name="Password">Null = none.</param>
internal sealed record ServerCredentials(string? Host, int? Port, string? Socket, string Database, string? User, Secret? Password)
{
    /// <summary>PostgreSQL's sslmode when the address names one.</summary>
    public string? SslMode { get; init; }

    /// <summary>For people: database at host, never the password.</summary>
    public string Where => $"{Database} at {Socket ?? Host ?? "the local socket"}{(Port is { } port && Socket is null ? $":{port}" : "")}";
}
