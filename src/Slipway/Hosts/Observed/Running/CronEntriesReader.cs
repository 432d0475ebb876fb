namespace Slipway.Hosts.Observed.Running;

internal static class CronEntriesReader
{
    private const string UserFolder = "/var/spool/cron/crontabs";
    private static readonly string[] ScriptFolders = ["/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly"];

    public static CronFact Read(HostView host)
    {
        var unread = new List<string>();
        var entries = new List<CronEntry>();
        foreach (var file in (string[])["/etc/crontab", .. Entries("/etc/cron.d", host, unread).Where(IsTaken)])
            entries.AddRange(Of(file, null, host, unread));
        foreach (var file in Entries(UserFolder, host, unread))
            entries.AddRange(Of(file, Path.GetFileName(file), host, unread));
        return new(entries, [.. ScriptFolders.SelectMany(folder => Entries(folder, host, unread)).Where(IsTaken)], unread);
    }

    /// <summary>cron and run-parts leave out names with a dot and the like: package managers' leftovers.</summary>
    private static bool IsTaken(string file) => Path.GetFileName(file).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static IReadOnlyList<string> Entries(string folder, HostView host, List<string> unread)
    {
        try
        {
            return host.Entries(folder);
        }
        catch (UnknownFactException e)
        {
            unread.Add(e.Message);
            return [];
        }
    }

    private static IEnumerable<CronEntry> Of(string file, string? user, HostView host, List<string> unread)
    {
        try
        {
            return [.. host.Lines(file).Select((line, i) => Entry($"{file}:{i + 1}", line, user)).OfType<CronEntry>()];
        }
        catch (Exception e) when (e is UnknownFactException or IOException)
        {
            unread.Add(e.Message);
            return [];
        }
    }

    /// <summary>Lines: five times or one @word, the user (not in a user's own file), the command; NAME=value sets a variable.</summary>
    internal static CronEntry? Entry(string where, string line, string? user)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#' || IsVariable(text))
            return null;
        var times = text[0] == '@' ? 1 : 5;
        var words = text.Split((char[])[' ', '\t'], times + (user is null ? 2 : 1), StringSplitOptions.RemoveEmptyEntries);
        return words.Length < times + (user is null ? 2 : 1)
            ? null
            : new(where, string.Join(' ', words[..times]), user ?? words[times], MaskedCommand.Of(words[^1]));
    }

    private static bool IsVariable(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0 && text.AsSpan(0, equals).Trim() is var name && (char.IsAsciiLetter(name[0]) || name[0] is '_' or '"' or '\'')
            && !name.ContainsAny(' ', '\t', '*');
    }
}
