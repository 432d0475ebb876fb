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
    public static int Parent(int process) =>
        // pid (name) state parent …; a name may hold anything (proc(5)).
        Text($"/proc/{process}/stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>Its command line with spaces between the words, or what it has written over it; empty when it has ended.</summary>
    public static string Title(int process) => Text($"/proc/{process}/cmdline").Replace('\0', ' ').TrimEnd();

    private static string Text(string file)
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
