using System.Text;
using Slipway.Project;
using Slipway.Secrets;

namespace Slipway.Deployments.Releases;

/// <summary>An old env file with the present values of credentials that were rotated since: the old ones no longer open anything.</summary>
/// <param name="Text">Comments and order are the old file's.</param>
/// <param name="Kept">Keys whose present value was kept, in that order.</param>
internal sealed record EnvMerge(Secret Text, IReadOnlyList<string> Kept)
{
    public static EnvMerge Of(Secret old, Secret present)
    {
        var (before, now) = (Parse(old), Parse(present).ToDictionary(e => e.Key));
        var changed = before.Where(e => now.TryGetValue(e.Key, out var other) && !other.Value.Equals(e.Value)).ToList();
        var credentials = changed.Where(e => CredentialKeys.IsCredential(e, now[e.Key])).Select(e => e.Key).ToHashSet();
        var kept = changed.Where(e => credentials.Contains(e.Key) || CredentialKeys.IsUserOf(e.Key, credentials)).ToList();
        return kept.Count == 0 ? new(old, []) : new(new(Replace(Lines(old), Lines(present), kept, now)), [.. kept.Select(e => e.Key)]);
    }

    /// <summary>Takes the values over as they are written, quotes and escapes included.</summary>
    private static string Replace(string old, string present, IReadOnlyList<EnvEntry> kept, IReadOnlyDictionary<string, EnvEntry> now)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end, value) in kept.Select(e => (e.Raw.Start.Value, e.Raw.End.Value, present[now[e.Key].Raw])))
        {
            text.Append(old, at, start - at).Append(value);
            if (value.Length > 0 && end < old.Length && old[end] == '#')
                text.Append(' ');
            at = end;
        }

        return text.Append(old, at, old.Length - at).ToString();
    }

    private static IReadOnlyList<EnvEntry> Parse(Secret text) => EnvFile.Parse(Encoding.UTF8.GetBytes(text.Reveal()), "env").Entries;

    private static string Lines(Secret text) => text.Reveal().Replace("\r\n", "\n");
}
