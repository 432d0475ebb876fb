using Slipway.Problems;

namespace Slipway.Databases;

/// <summary>The problems of dumps and restores. They end a transaction before anything served changed.</summary>
internal static class BackupProblems
{
    private static Problem New(string code, string title, string? detail, IReadOnlyList<string>? causes, string remedy) =>
        new($"backup.{code}", title, detail, causes, remedy) { Exit = ExitCodes.Undone };

    public static Problem UnknownKind(string kind) => New(
        "unknown-kind", $"There is no database kind \"{kind}\"", null, null, "Set services.database to mysql, postgresql or sqlite.");

    public static Problem NoCredentials(string kind, string looked) => New(
        "no-credentials", $"The app's variables do not say how to reach its {kind} database", $"looked for: {looked}",
        ["the variables have other names in this app", "the env file lacks them"],
        "Add DATABASE_URL to the env file, or set services.database to what the app uses.");

    public static Problem BadAddress(string variable, string fault) => New(
        "bad-address", $"{variable} cannot be understood", fault, ["a special character in the password is not percent-encoded"],
        $"Write it as kind://user:password@host:port/database in {variable}.");

    public static Problem NoProgram(string programs, string package) => New(
        "no-program", $"The host has no {programs}", null, ["the database's client is not installed"],
        $"Install it on the host: sudo apt-get install {package}");

    public static Problem Refused(string where, string words) => New(
        "refused", $"The database refuses the app's user at {where}", words,
        ["the password in the env file is wrong or was changed", "the user may not log in from this host"],
        "Correct the credentials in the env file.");

    public static Problem Unreachable(string where, string words) => New(
        "unreachable", $"The database at {where} does not answer", words,
        ["the database server does not run", "host, port or socket in the env file are wrong"],
        "Start the database server (systemctl status mariadb, postgresql), or correct the env file.");

    public static Problem NoDatabase(string where, string words) => New(
        "no-database", $"The database {where} does not exist", words, ["it was not created yet", "its name in the env file is wrong"],
        "Create it, or correct its name in the env file.");

    public static Problem NoRight(string where, string words) => New(
        "no-right", $"The app's user may not do what a dump or restore of {where} needs", words,
        ["the user lacks rights on its own database", "a view, trigger or routine belongs to another user"],
        "Grant the user all rights on its database (MySQL also: TRIGGER, EVENT, SHOW VIEW), or make it the owner of all objects.");

    public static Problem NoSpace(string where) => New(
        "no-space", "There is no space for the dump", where, ["the disk is full", "the file system has no inodes left (df -i)"],
        "Free space on the host, then deploy again. `slipway releases` shows what old releases hold.");

    public static Problem TooSlow(string what, TimeSpan waited) => New(
        "too-slow", $"{what} did not end within {waited.TotalMinutes:0} minutes", null,
        ["the database is very large", "another connection holds a lock"], "See what runs in the database (SHOW PROCESSLIST, pg_stat_activity), then try again.");

    public static Problem DumpFailed(string where, string words) => New(
        "dump-failed", $"The dump of {where} failed", words, ["the database server stopped or cut the connection"],
        "Run the dump program by hand with the app's user to see why; nothing was migrated.");

    internal const string IncompleteCode = "backup.incomplete";

    public static Problem Incomplete(string where, string fault) => New(
        "incomplete", $"The dump of {where} is not complete", fault,
        ["tables were created or removed while it ran", "the connection was cut"], "Deploy again; nothing was migrated and the dump was removed.");

    public static Problem NoDump(string folder) => New(
        "no-dump", "There is no dump to restore", folder, ["this release made none: it had no migration", "the dump was pruned"],
        "See which releases have one: slipway releases.");

    public static Problem BrokenDump(string folder, string fault) => New(
        "broken-dump", "The dump cannot be used", $"{folder}: {fault}", ["the file was changed or cut", "the disk is failing"],
        "The database was not touched. Restore from another release's dump or from a backup.");

    public static Problem RestoreFailed(string where, string words, string state, string dump) => New(
        "restore-failed", $"The restore of {where} failed: {state}", words,
        ["the disk of the database server is full", "a lock was not given up", "the user lacks a right"],
        $"Correct the cause and run the restore again: it starts over from {dump}.");

    public static Problem SqliteInRelease(string path) => New(
        "sqlite-in-release", "The SQLite database lies inside the release", path,
        ["its folder is not listed under `shared`"],
        "List its folder under `shared` in slipway.yaml: else every release starts with an empty database and the old one is pruned away.");

    public static Problem SqliteWhich(IEnumerable<string> found) => New(
        "sqlite-which", "There are several SQLite files and no variable says which one is the database", string.Join('\n', found), null,
        "Set DATABASE_PATH in the env file.");

    public static Problem SqliteFailed(string path, string words) => New(
        "sqlite-failed", $"SQLite cannot work with {path}", words,
        ["another process holds the database locked", "the file is not a database or is damaged", "the disk is full"],
        "Check it with: sqlite3 FILE 'PRAGMA integrity_check'. Nothing was migrated.");
}
