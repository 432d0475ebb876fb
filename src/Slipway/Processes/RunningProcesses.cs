using System.Globalization;

namespace Slipway.Processes;

/// <summary>The processes of this machine, as the kernel shows them in /proc.</summary>
public static class RunningProcesses
{
    public static IEnumerable<int> Ids() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0])
        select int.Parse(name, CultureInfo.InvariantCulture);

    /// <summary>Where a link of a process leads (<c>cwd</c>, <c>exe</c>); null when it has ended or is somebody else's.</summary>
    public static string? Link(int process, string name)
    {
        try
        {
            return new FileInfo($"/proc/{process}/{name}").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where its open files lead (<c>socket:[1234]</c>, paths); empty when it has ended or is somebody else's.</summary>
    public static IReadOnlyList<string> OpenFiles(int process)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The process that started it, or took it over; 0 when it has ended.</summary>
    public static int Parent(int process) => Status(process) is { Length: > 1 } status ? int.Parse(status[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>Its command line with spaces between the words, or what it has written over it; empty when it has ended.</summary>
    public static string Title(int process) => Text($"/proc/{process}/cmdline").Replace('\0', ' ').TrimEnd();

    /// <summary>The fields of /proc/PID/stat from the third on (proc(5)): state, parent, group, …; empty when it has ended.</summary>
    public static string[] Status(int process)
    {
        // pid (name) state …; the name may hold blanks and brackets, so count from its last bracket.
        var text = Text($"/proc/{process}/stat");
        var end = text.LastIndexOf(')');
        return end < 0 ? [] : text[(end + 2)..].Split(' ');
    }

    /// <summary>A file below /proc; empty when its process has ended or is somebody else's.</summary>
    public static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
