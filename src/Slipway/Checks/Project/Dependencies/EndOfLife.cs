namespace Slipway.Checks.Project.Dependencies;

/// <summary>
/// When release lines get no more security updates. Days of <see cref="Date"/> from the pages of the makers, most of them collected by
/// endoflife.date (products/*.md): php.net/supported-versions, devguide.python.org/versions, github.com/nodejs/Release,
/// dotnet.microsoft.com/platform/support/policy, djangoproject.com/download, laravel.com/docs/releases, Oracle's lifetime support policy,
/// mariadb.org/about/#maintenance-policy, postgresql.org/support/versioning, github.com/redis/redis/security, wiki.debian.org/LTS, wiki.ubuntu.com/Releases.
/// </summary>
public static class EndOfLife
{
    /// <summary>The day up to which the table knows what the makers say.</summary>
    public static readonly DateOnly Date = new(2026, 4, 21);

    /// <summary>An older table says so.</summary>
    public const int MonthsUntilStale = 12;

    /// <summary>Debian and Ubuntu by name, as images are tagged.</summary>
    public static readonly IReadOnlyDictionary<string, (string Product, string Line)> CodeNames = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["stretch"] = ("debian", "9"), ["buster"] = ("debian", "10"), ["bullseye"] = ("debian", "11"), ["bookworm"] = ("debian", "12"), ["trixie"] = ("debian", "13"),
        ["xenial"] = ("ubuntu", "16.04"), ["bionic"] = ("ubuntu", "18.04"), ["focal"] = ("ubuntu", "20.04"), ["jammy"] = ("ubuntu", "22.04"), ["noble"] = ("ubuntu", "24.04"), ["resolute"] = ("ubuntu", "26.04"),
    };

    private static readonly Dictionary<string, Product> Products = new List<Product>
    {
        new("php", "PHP", "5.6 2018-12-31, 7.0 2019-01-10, 7.1 2019-12-01, 7.2 2020-11-30, 7.3 2021-12-06, 7.4 2022-11-28, 8.0 2023-11-26, 8.1 2025-12-31, 8.2 2026-12-31, 8.3 2027-12-31, 8.4 2028-12-31, 8.5 2029-12-31"),
        new("python", "Python", "2.7 2020-01-01, 3.5 2020-09-13, 3.6 2021-12-23, 3.7 2023-06-27, 3.8 2024-10-07, 3.9 2025-10-31, 3.10 2026-10-31, 3.11 2027-10-31, 3.12 2028-10-31, 3.13 2029-10-31, 3.14 2030-10-31"),
        new("node", "Node.js", "10 2021-04-30, 11 2019-06-30, 12 2022-04-30, 13 2020-06-01, 14 2023-04-30, 15 2021-06-01, 16 2023-09-11, 17 2022-06-01, 18 2025-04-30, 19 2023-06-01, 20 2026-04-30, 21 2024-06-01, 22 2027-04-30, 23 2025-06-01, 24 2028-04-30, 25 2026-06-01"),
        new("dotnet", ".NET", "2.1 2021-08-21, 3.0 2020-03-03, 3.1 2022-12-13, 5 2022-05-10, 6 2024-11-12, 7 2024-05-14, 8 2026-11-10, 9 2026-11-10, 10 2028-11-14"),
        new("django", "Django", "1.11 2020-04-01, 2.0 2019-04-01, 2.1 2019-12-02, 2.2 2022-04-11, 3.0 2021-04-06, 3.1 2021-12-07, 3.2 2024-04-01, 4.0 2023-04-01, 4.1 2023-12-01, 4.2 2026-04-30, 5.0 2025-04-02, 5.1 2025-12-03, 5.2 2028-04-30, 6.0 2027-04-30"),
        new("laravel", "Laravel", "5.5 2020-08-30, 5.8 2020-02-26, 6 2022-09-06, 7 2021-03-03, 8 2023-01-24, 9 2024-02-06, 10 2025-02-04, 11 2026-03-12, 12 2027-02-24, 13 2028-03-17"),
        new("mysql", "MySQL", "5.5 2018-12-31, 5.6 2021-02-28, 5.7 2023-10-31, 8.0 2026-04-30, 8.1 2023-10-25, 8.2 2023-12-14, 8.3 2024-04-10, 8.4 2032-04-30, 9.0 2024-10-15, 9.1 2025-01-21, 9.2 2025-04-15, 9.3 2025-07-22, 9.4 2025-10-21, 9.5 2026-01-20, 9.6 2026-04-21, 9.7 -"),
        new("mariadb", "MariaDB", "10.1 2020-10-17, 10.2 2022-05-23, 10.3 2023-05-25, 10.4 2024-06-18, 10.5 2025-06-24, 10.6 2026-07-06, 10.7 2023-02-14, 10.8 2023-05-20, 10.9 2023-08-22, 10.10 2023-11-17, 10.11 2028-02-16, 11.4 2029-05-29, 11.8 2028-06-04"),
        new("postgresql", "PostgreSQL", "9.5 2021-02-11, 9.6 2021-11-11, 10 2022-11-10, 11 2023-11-09, 12 2024-11-14, 13 2025-11-13, 14 2026-11-12, 15 2027-11-11, 16 2028-11-09, 17 2029-11-08, 18 2030-11-14"),
        new("redis", "Redis", "5.0 2022-04-27, 6.0 2022-05-31, 6.2 -, 7.0 2024-07-29, 7.2 -, 7.4 -, 8.0 2026-02-11, 8.2 -, 8.4 -, 8.6 -"),
        new("debian", "Debian", "9 2022-06-30, 10 2024-06-30, 11 2026-08-31, 12 2028-06-30, 13 2030-06-30"),
        new("ubuntu", "Ubuntu", "16.04 2021-04-02, 18.04 2023-05-31, 20.04 2025-05-31, 22.04 2027-04-01, 24.04 2029-05-31, 24.10 2025-07-10, 25.04 2026-01-17, 25.10 2026-07-01, 26.04 2031-04-30"),
    }.ToDictionary(product => product.Id, StringComparer.Ordinal);

    public static bool IsStale(DateOnly today) => Date.AddMonths(MonthsUntilStale) < today;

    /// <summary>The last day of the newest release line that the range takes.</summary>
    /// <returns>The line (<c>8.1</c>) and its last day; null when the range takes a line that has no end yet or that is newer than the table.</returns>
    public static (string Line, DateOnly LastDay)? Of(RuntimeUse use)
    {
        if (!Products.TryGetValue(use.Product, out var product))
            return null;
        var (newest, _) = product.Lines[^1];
        var taken = product.Lines.Where(line => use.Range.Takes(line.Name)).ToList();
        if (taken.Count > 0)
            return taken.Any(line => line.LastDay is null) ? null : taken.Select(line => (line.Name, line.LastDay!.Value)).MaxBy(line => line.Value);
        var (oldest, lastDay) = product.Lines[0];
        return use.Range.IsBefore(oldest) && newest != oldest ? ("before " + oldest, lastDay!.Value) : null;
    }

    /// <summary>For people: <c>PHP</c>.</summary>
    public static string Title(string product) => Products.TryGetValue(product, out var known) ? known.Title : product;

    private sealed record Product(string Id, string Title, string Table)
    {
        public IReadOnlyList<(string Name, DateOnly? LastDay)> Lines { get; } =
            [.. Table.Split(", ").Select(line => line.Split(' ')).Select(words => (words[0], words[1] == "-" ? (DateOnly?)null : DateOnly.ParseExact(words[1], "yyyy-MM-dd")))];
    }
}
