namespace Slipway.Deployments.Planning;

/// <summary>A key whose value is not the same here and on a host.</summary>
/// <param name="Here">Fingerprint of the value in the local file; null = it is not set there.</param>
/// <param name="There">Fingerprint of the value that the host has; null = it is not set there.</param>
public sealed record EnvChange(string Key, string? Here, string? There)
{
    /// <summary>added, removed or changed: what happens to the key on the host.</summary>
    public string Word => There is null ? "added" : Here is null ? "removed" : "changed";
}
