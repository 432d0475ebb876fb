using System.Buffers;
using System.Text;

namespace Slipway.Text;

/// <summary>Rules with exactly the meaning of a <c>.gitignore</c> file in the top folder, case-sensitive.</summary>
public sealed class IgnoreRules
{
    /// <summary>Never sent: repository, our own files, packages of the front-end build, logs, every env file, what a Mac leaves behind.</summary>
    public static readonly IReadOnlyList<string> Defaults =
        [".git", ".slipway", "node_modules", "*.log", ".env", ".env.*", "..env.*", ".DS_Store", "/slipway.yaml", "/.slipwayignore"];

    private readonly IgnoreRule[] _rules;

    /// <param name="lines">Lines of a gitignore file; a later one overrides an earlier one.</param>
    public IgnoreRules(IEnumerable<string> lines) =>
        _rules = [.. lines.Select(IgnoreRule.Parse).OfType<IgnoreRule>().Reverse()];

    /// <summary>Splits the text of a gitignore file into lines as git does: LF or CR LF, a byte order mark is skipped.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.TrimStart('\uFEFF').Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line);

    /// <summary>True when the path or a folder above it is ignored: what lies in an ignored folder cannot be taken back by a <c>!</c> rule.</summary>
    /// <param name="path">Relative, segments separated by <c>/</c>.</param>
    /// <param name="isFolder">True for a real folder, not for a symlink to one.</param>
    public bool IsIgnored(string path, bool isFolder)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
            if (Matches(path.AsSpan(0, end), true))
                return true;
        return Matches(path, isFolder);
    }

    /// <summary>As <see cref="IsIgnored"/> for a path whose folders are known not to be ignored.</summary>
    internal bool Matches(ReadOnlySpan<char> path, bool isFolder)
    {
        if (_rules.Length == 0)
            return false;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(path.Length));
        try
        {
            var bytes = buffer.AsSpan(0, Encoding.UTF8.GetBytes(path, buffer));
            foreach (var rule in _rules)
                if (rule.IsMatch(bytes, isFolder))
                    return !rule.IsNegated;
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
