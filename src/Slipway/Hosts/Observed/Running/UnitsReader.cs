using System.Globalization;
using System.IO.Enumeration;

namespace Slipway.Hosts.Observed.Running;

internal static class UnitsReader
{
    private static readonly string[] SandboxSettings =
    [
        "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectSystem", "ProtectHome", "ProtectKernelTunables", "ProtectKernelModules",
        "ProtectControlGroups", "RestrictSUIDSGID", "MemoryDenyWriteExecute", "LockPersonality", "RestrictNamespaces", "RestrictRealtime",
    ];

    private static readonly string Properties = string.Join(',',
    [
        "Id", "Names", "LoadState", "ActiveState", "SubState", "UnitFileState", "FragmentPath", "DropInPaths", "NeedDaemonReload", "MainPID",
        "ActiveEnterTimestamp", "Result", "NRestarts", "Restart", "User", "MemoryCurrent", "LastTriggerUSec", "NextElapseUSecRealtime",
        "Triggers", "Listen", .. SandboxSettings,
    ]);

    /// <summary>All units of the batch are asked in one call.</summary>
    public static async Task<UnitsFact> ReadAsync(UnitsQuestion asked, HostView host)
    {
        if (!host.Exists("/run/systemd/system"))
            throw new UnknownFactException("systemd does not run this host");
        var names = host.Questions.OfType<UnitsQuestion>().SelectMany(question => question.Names).Where(IsName).Distinct().Order(StringComparer.Ordinal);
        var output = await host.OutputAsync("systemctl", ["show", "--timestamp=utc", $"--property={Properties}", "--", .. names]);
        var all = host.Once("units", () => Parse(output));
        return new([.. all.Where(unit => asked.Names.Any(name => Fits(name, unit))).DistinctBy(unit => unit.Name)]);
    }

    private static bool IsName(string name) => name.Length > 0 && name[0] != '-';

    private static bool Fits(string name, HostUnit unit) =>
        name == unit.Name || unit.Aliases.Contains(name)
        || (name.AsSpan().ContainsAny('*', '?') && FileSystemName.MatchesSimpleExpression(name, unit.Name, ignoreCase: false));

    /// <summary>Lines "Property=value", an empty line between units; a property may come again (Listen).</summary>
    internal static IReadOnlyList<HostUnit> Parse(string output) =>
    [
        .. from paragraph in output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
           let pairs = paragraph.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1])
           where pairs["Id"].Any()
           select Unit(pairs),
    ];

    private static HostUnit Unit(ILookup<string, string> pairs)
    {
        var name = pairs["Id"].First();
        return new(name)
        {
            Aliases = [.. Words("Names").Where(other => other != name)],
            Load = One("LoadState") ?? "unknown",
            Active = One("ActiveState") ?? "unknown",
            Sub = One("SubState") ?? "unknown",
            Enabled = One("UnitFileState"),
            File = One("FragmentPath"),
            DropIns = Words("DropInPaths"),
            NeedsReload = One("NeedDaemonReload") == "yes",
            MainProcess = (int?)Numbers.Whole(One("MainPID")) is > 0 and var pid ? pid : null,
            ActiveSince = Time(One("ActiveEnterTimestamp")),
            Result = One("Result"),
            Restarts = (int?)Numbers.Whole(One("NRestarts")),
            RestartPolicy = One("Restart"),
            User = One("User"),
            Memory = Numbers.Whole(One("MemoryCurrent")), // "[not set]", or 2^64-1, where it is not counted
            LastTrigger = Time(One("LastTriggerUSec")),
            NextTrigger = Time(One("NextElapseUSecRealtime")),
            Triggers = Words("Triggers"),
            Listens = [.. pairs["Listen"].Where(value => value.Length > 0)],
            Sandbox = [.. SandboxSettings.Select(setting => (setting, Value: One(setting))).Where(s => s.Value is not (null or "no"))
                .Select(s => s.Value == "yes" ? s.setting : $"{s.setting}={s.Value}")],
        };

        string? One(string key) => pairs[key].FirstOrDefault() is { Length: > 0 } value ? value : null;
        IReadOnlyList<string> Words(string key) => One(key)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>Tue 2026-12-01 03:33:37 UTC; n/a or nothing when it never was.</summary>
    private static DateTimeOffset? Time(string? text) =>
        text?.Split(' ') is [_, var day, var time, "UTC"]
            && DateTimeOffset.TryParse($"{day} {time}Z", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
