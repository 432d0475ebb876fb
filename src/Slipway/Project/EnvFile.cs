using System.Text;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Project;

/// <summary>
/// An env file (<c>.env.production</c>): <c>KEY=value</c> lines in the order of the file. What dotenv libraries and
/// systemd would read differently is refused, so that the app sees one value whoever reads it for it.
/// </summary>
public sealed class EnvFile
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>The kernel's bound for one variable: KEY=value with its end is at most 128 KiB (MAX_ARG_STRLEN).</summary>
    public const int MaxVariableBytes = 131_071;

    /// <summary>Keys whose values are not secret in any of our stacks, and whose values stand in ordinary output.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal)
    {
        "APP_ENV", "APP_NAME", "APP_URL", "APP_LOCALE", "APP_TIMEZONE", "NODE_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
        "DJANGO_SETTINGS_MODULE", "LOG_CHANNEL", "LOG_LEVEL", "DB_CONNECTION", "CACHE_DRIVER", "CACHE_STORE", "SESSION_DRIVER", "QUEUE_CONNECTION",
        "BROADCAST_DRIVER", "BROADCAST_CONNECTION", "FILESYSTEM_DISK", "MAIL_MAILER", "TZ", "LANG",
    };

    public EnvFile(IReadOnlyList<EnvEntry> entries) => Entries = entries;

    public IReadOnlyList<EnvEntry> Entries { get; }

    /// <summary>The values that must not be shown: all but those of a short list of keys (APP_ENV, LOG_LEVEL …).</summary>
    public IEnumerable<Secret> Secrets => Entries.Where(e => !Public.Contains(e.Key)).Select(e => e.Value);

    public Secret? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <exception cref="ProblemException">Everything that is wrong, with file:line:column and exit code 10; never with a value.</exception>
    public static EnvFile Read(string path) => Parse(TextSource.ReadBytes(path, MaxBytes, "env"), path);

    /// <summary>As <see cref="Read"/>, from bytes; the path is for messages.</summary>
    public static EnvFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length > MaxBytes)
            throw new ProblemException(FileProblems.TooLarge("env", path, MaxBytes));
        var problems = new ProblemList(path);
        var text = TextSource.Decode(bytes, "env", problems);
        var entries = text is null ? [] : new EnvReader(text, problems).Read();
        problems.ThrowIfAny();
        return new(entries);
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
            if (EnvReader.Fault(entry.Key, value) is { } fault)
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
}
