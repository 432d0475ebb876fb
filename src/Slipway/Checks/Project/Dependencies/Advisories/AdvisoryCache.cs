using System.Security.Cryptography;
using Slipway.Files;

namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>
/// Answers of audit tools by the digest of the lock file that they are about; they hold for a day. That there was no answer holds for ten
/// minutes: a machine without network must not wait at each run.
/// </summary>
internal sealed class AdvisoryCache(string folder, TimeProvider clock)
{
    private const string Version = "slipway-advisories 1";
    private const string NoAnswer = "no answer\t";
    private static readonly TimeSpan Valid = TimeSpan.FromHours(24);
    private static readonly TimeSpan ValidWithoutAnswer = TimeSpan.FromMinutes(10);

    /// <summary>Names the state of a lock file: another one, another answer.</summary>
    public static string Key(Ecosystem ecosystem, byte[] locked) => $"{ecosystem.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(SHA256.HashData(locked))[..24]}";

    /// <returns>Null when nothing is known, or something old or damaged.</returns>
    public AdvisoryAnswer? Find(string key, string manifest)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path) || File.ReadAllLines(path) is not [Version, var time, .. var lines])
                return null;
            var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(time));
            if (lines is [var first, ..] && first.StartsWith(NoAnswer, StringComparison.Ordinal))
                return age < TimeSpan.Zero || age > ValidWithoutAnswer ? null : new AdvisoryAnswer(manifest, first[NoAnswer.Length..], []);
            return age < TimeSpan.Zero || age > Valid ? null
                : new AdvisoryAnswer(manifest, null, [.. lines.Select(line => line.Split('\t')).Select(words => new Advisory(words[0], Enum.Parse<Severity>(words[1]), words[2], words[3]))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public void Add(string key, AdvisoryAnswer answer)
    {
        var lines = answer.Reason is { } reason ? [NoAnswer + Plain(reason)] : answer.Advisories.Select(a => string.Join('\t', Plain(a.Package), a.Severity.ToString(), Plain(a.Title), Plain(a.Id)));
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.GetFiles(folder, "advisories-*").Where(file => clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Valid))
                File.Delete(old);
            AtomicFile.Write(PathOf(key), string.Join('\n', [Version, clock.GetUtcNow().ToUnixTimeSeconds().ToString(), .. lines]) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written costs time, not truth.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, "advisories-" + key);

    private static string Plain(string text) => string.Join(' ', text.Split(['\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
