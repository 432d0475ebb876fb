using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;

namespace Slipway.Deployments.Releases;

/// <summary>What makes a release what it is: two with the same identity do not differ but in their number.</summary>
internal static class ReleaseIdentity
{
    /// <summary>32 hex digits.</summary>
    public static string Of(string manifest, string? env, ReleaseSettings settings, IReadOnlyList<SiteFile> site, HealthProbe? health)
    {
        var text = new StringBuilder();
        text.Append(manifest).Append('\n').Append(env).Append('\n');
        text.Append(JsonSerializer.Serialize(settings, DeploymentsJson.Default.ReleaseSettings)).Append('\n');
        foreach (var file in site)
            text.Append(file.Path).Append('\0').Append(file.Text).Append('\0');
        if (health is not null)
            text.Append(health.Path).Append(' ').Append(health.Expect).Append(' ').Append(health.Scheme).Append(' ').Append(health.Host).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
