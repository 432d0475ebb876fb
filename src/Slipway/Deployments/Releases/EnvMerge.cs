using System.Text;
using Slipway.EnvFiles;
using Slipway.Secrets;

namespace Slipway.Deployments.Releases;

/// <summary>An old env file with the present values of credentials that were rotated since: the old ones no longer open anything.</summary>
/// <param name="Text">Comments and order are the old file's.</param>
/// <param name="Kept">Keys whose present value was kept, in that order.</param>
internal sealed record EnvMerge(Secret Text, IReadOnlyList<string> Kept)
{
    /// <param name="dialect">By whose rules the old file is read, and the merged one.</param>
    /// <param name="presentDialect">By whose rules the present file is read.</param>
    public static EnvMerge Of(Secret old, Secret present, EnvDialect dialect = EnvDialect.Strict, EnvDialect presentDialect = EnvDialect.Strict)
    {
        var (before, now) = (Parse(old, dialect), Parse(present, presentDialect).ToDictionary(e => e.Key));
        var changed = before.Where(e => now.TryGetValue(e.Key, out var other) && !other.Value.Equals(e.Value)).ToList();
        var credentials = changed.Where(e => CredentialKeys.IsCredential(e, now[e.Key])).Select(e => e.Key).ToHashSet();
        var kept = changed.Where(e => credentials.Contains(e.Key) || CredentialKeys.IsUserOf(e.Key, credentials)).ToList();
        if (kept.Count == 0)
            return new(old, []);
        var text = EnvText.Parse(old.Reveal(), dialect);
        foreach (var entry in kept)
            text = text.Set(entry.Key, now[entry.Key].Value, present.Reveal()[now[entry.Key].Raw]);
        return new(new(text.ToString()), [.. kept.Select(e => e.Key)]);
    }

    private static IReadOnlyList<EnvEntry> Parse(Secret text, EnvDialect dialect) =>
        EnvFile.Parse(Encoding.UTF8.GetBytes(text.Reveal()), "env", dialect).Entries;
}
