namespace GuestBook;

/// <summary>Misbehaviour on request, one per line of the file <c>switches</c> ("slow-start 45"). No file: all is well.</summary>
public static class Switches
{
    private static readonly Dictionary<string, int> Set = (File.Exists("switches") ? File.ReadAllLines("switches") : [])
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 0)
        .ToDictionary(words => words[0], words => words.Length > 1 ? int.Parse(words[1]) : 0);

    private static readonly long Started = Environment.TickCount64;
    private static readonly int mostPages = Set.GetValueOrDefault("fail-health-after-pages", int.MaxValue);
    private static int pages;

    public static bool Has(string name) => Set.ContainsKey(name);

    /// <summary>The number behind a switch; 0 when it has none or is not set.</summary>
    public static int Number(string name) => Set.GetValueOrDefault(name);

    public static bool IsUnwell => Has("fail-health")
        || Volatile.Read(ref pages) >= mostPages
        || (Set.TryGetValue("fail-health-after", out var seconds) && Environment.TickCount64 - Started >= seconds * 1000L);

    public static void PageServed()
    {
        if (Interlocked.Increment(ref pages) == mostPages)
            Console.Error.WriteLine($"guest book is unwell after {pages} pages: the switch fail-health-after-pages is set");
    }

    /// <summary>Ends the process when it must not start; takes as long as it is told to.</summary>
    public static async Task BeforeStart()
    {
        if (Has("fail-start"))
            Fail("guest book cannot start: the switch fail-start is set");
        if (Set.TryGetValue("slow-start", out var seconds))
            await Task.Delay(TimeSpan.FromSeconds(seconds));
    }

    public static void Fail(string lastWords)
    {
        Console.Error.WriteLine(lastWords);
        Environment.Exit(1);
    }
}
