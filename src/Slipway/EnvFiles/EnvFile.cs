using System.Text;
using Slipway.EnvFiles.Names;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>
/// An env file (<c>.env.production</c>) as the app's own reader takes it: <c>KEY=value</c> lines in the order of the file. What that
/// reader cannot read, or a process cannot get, is refused.
/// </summary>
public sealed class EnvFile
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>The kernel's bound for one variable: KEY=value with its end is at most 128 KiB (MAX_ARG_STRLEN).</summary>
    public const int MaxVariableBytes = 131_071;

    public EnvFile(IReadOnlyList<EnvEntry> entries) => Entries = entries;

    public IReadOnlyList<EnvEntry> Entries { get; }

    /// <summary>The values that must not be shown: all that are not known to be none.</summary>
    public IEnumerable<Secret> Secrets => Entries.Where(e => !ShownValue.Is(e.Key, e.Value.Reveal())).SelectMany(e => Parts(e.Value));

    /// <summary>A program that fails names the password of an address alone, without its escapes.</summary>
    private static IEnumerable<Secret> Parts(Secret value) => SecretValue.InAddress(value.Reveal()) is { } password
        ? [value, new Secret(password), new Secret(Uri.UnescapeDataString(password))] : [value];

    public Secret? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>The values as a program of that dialect reads them; of a name that comes twice the entry that counts for it.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, with file:line:column and exit code 10; never with a value.</exception>
    public static EnvFile Read(string path, EnvDialect dialect = EnvDialect.Strict) => Parse(ReadBytes(path), path, dialect);

    /// <summary>The file as it is.</summary>
    /// <exception cref="ProblemException">It is not there, no file that can be read, or larger than <see cref="MaxBytes"/>.</exception>
    public static byte[] ReadBytes(string path)
    {
        // Opening a pipe would wait for someone who writes.
        return Posix.TryTargetStatus(path) is { Kind: FileKind.Special }
            ? throw new ProblemException(FileProblems.CannotRead("env", path, "it is a pipe, a socket or a device"))
            : TextSource.ReadBytes(path, MaxBytes, "env");
    }

    /// <summary>The text of an env file for <see cref="EnvReader"/>.</summary>
    /// <exception cref="ProblemException">As <see cref="ReadBytes"/> and <see cref="Decode"/>.</exception>
    public static string ReadText(string path) => Decode(ReadBytes(path), path);

    /// <summary>As <see cref="Read"/>, from bytes; the path is for messages.</summary>
    public static EnvFile Parse(ReadOnlySpan<byte> bytes, string path, EnvDialect dialect = EnvDialect.Strict)
    {
        var text = Decode(bytes, path);
        var reading = EnvReader.Read(text, dialect, path);
        var lines = new LineMap(text);
        var problems = new ProblemList(path);
        var entries = reading.Final.Values.OrderBy(e => e.Line).ThenBy(e => e.Column).ToList();
        foreach (var entry in entries)
        {
            if (entry.Key.StartsWith('\uFEFF'))
                problems.Add(new(1, 1), EnvProblems.Mark());
            else if (!IsKey(entry.Key))
                problems.Add(new(entry.Line, entry.Column), EnvProblems.Key());
            else if (Fault(entry.Key, entry.Value.Reveal()) is { } fault)
                problems.Add(lines.At(entry.Raw.Start.Value), EnvProblems.Unusable(entry.Key, fault));
        }

        foreach (var (problem, at) in reading.Problems.Zip(reading.ProblemPositions))
            problems.Add(at, problem);
        problems.ThrowIfAny();
        return new(entries);
    }

    /// <summary>The text of an env file for <see cref="EnvReader"/>, a byte order mark kept.</summary>
    /// <exception cref="ProblemException">Too large, binary or not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length > MaxBytes)
            throw new ProblemException(FileProblems.TooLarge("env", path, MaxBytes));
        var problems = new ProblemList(path);
        var text = TextSource.Decode(bytes, "env", problems);
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
            throw new ProblemException(EnvProblems.Binary() with { Where = $"{path}:{bytes[..zero].Count((byte)'\n') + 1}", Exit = ExitCodes.Unreadable });
        problems.ThrowIfAny();
        return bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? '\uFEFF' + text : text!;
    }

    /// <summary>
    /// The text that systemd's EnvironmentFile= reads back as exactly these values (and a POSIX shell too): each in double
    /// quotes, with a backslash before <c>" \ $ `</c>; line feeds and tabs stand as they are.
    /// </summary>
    /// <exception cref="ProblemException">A key or value that systemd would drop without a word (<c>env.systemd</c>).</exception>
    public static string ToSystemd(IEnumerable<EnvEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            var value = entry.Value.Reveal();
            if (Fault(entry.Key, value) is { } fault)
                throw new ProblemException(EnvProblems.NotForSystemd(entry.Key, fault));
            text.Append(entry.Key).Append("=\"");
            foreach (var c in value)
            {
                if (c is '"' or '\\' or '$' or '`')
                    text.Append('\\');
                text.Append(c);
            }

            text.Append("\"\n");
        }

        return text.ToString();
    }

    public string ToSystemd() => ToSystemd(Entries);

    /// <summary>Why a process cannot get this variable through systemd; null when it can.</summary>
    internal static string? Fault(string key, string value) =>
        !IsKey(key) ? "the name is not valid"
        : value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? "it contains a control character other than line feed and tab"
        : value.EnumerateRunes().Any(r => r == Rune.ReplacementChar) && HasLoneSurrogate(value) ? "it is not valid Unicode"
        : Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value) + 2 > MaxVariableBytes + 1 ? "it is longer than 128 KiB"
        : null;

    /// <summary>A name that any process can get.</summary>
    internal static bool IsKey(string key) =>
        key.Length is > 0 and <= 256 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
