using System.Security.Cryptography;
using Slipway.Files;

namespace Slipway.Checks.Dependencies.Advisories;

/// <summary>Answers of audit tools by the digest of the lock file that they are about; they hold for a day.</summary>
internal sealed class AdvisoryCache(string folder, TimeProvider clock)
{
    private const string Version = "slipway-advisories 1";
    private static readonly TimeSpan Valid = TimeSpan.FromHours(24);

    /// <summary>Names the state of a lock file: another one, another answer.</summary>
    public static string Key(Ecosystem ecosystem, byte[] locked) => $"{ecosystem.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(SHA256.HashData(locked))[..24]}";

    /// <returns>Null when there is no answer, or an old or damaged one.</returns>
    public IReadOnlyList<Advisory>? Find(string key)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path) || File.ReadAllLines(path) is not [Version, var time, .. var lines])
                return null;
            var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(time));
            return age < TimeSpan.Zero || age > Valid ? null : [.. lines.Select(line => line.Split('\t')).Select(words => new Advisory(words[0], Enum.Parse<Severity>(words[1]), words[2], words[3]))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public void Add(string key, IReadOnlyList<Advisory> advisories)
    {
        var lines = advisories.Select(a => string.Join('\t', Plain(a.Package), a.Severity.ToString(), Plain(a.Title), Plain(a.Id)));
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
