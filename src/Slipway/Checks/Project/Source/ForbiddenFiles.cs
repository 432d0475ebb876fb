using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Source;

/// <summary>Finds files that no release needs and that hurt when somebody reads them: dumps, keys, databases, old copies.</summary>
internal static partial class ForbiddenFiles
{
    private const int HeadSize = 4096;

    private static readonly string[] Keystores = [".p12", ".pfx", ".jks", ".keystore", ".ppk", ".kdbx"];

    private static readonly string[] Archives = [".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".7z", ".rar"];

    private static readonly string[] Dumps = [".sql.gz", ".sql.zst", ".sql.bz2", ".sql.xz", ".dump", ".mysqldump", ".pgdump"];

    private static readonly string[] OldCopies = [".bak", ".old", ".orig", ".swp", ".swo", "~", ".save", ".rej"];

    private static readonly string[] DumpMarks = ["-- MySQL dump", "-- MariaDB dump", "-- PostgreSQL database dump", "-- phpMyAdmin SQL Dump", "-- Dump completed", "-- Adminer "];

    /// <param name="documentRoot">What visitors can ask for; null = not known.</param>
    public static IEnumerable<(string Path, string Reason)> Among(string root, IEnumerable<string> paths, string? documentRoot) =>
        from path in paths
        let reason = Reason(Path.Combine(root, path), path, documentRoot)
        where reason is not null
        select (path, reason);

    private static string? Reason(string full, string path, string? documentRoot)
    {
        var name = Path.GetFileName(path);
        if (Ends(name, Dumps))
            return "a dump of a database";
        if (Ends(name, [".sql"]))
            return IsSchema(path) ? null : IsDump(full, name) ? "a dump of a database" : null;
        if (Ends(name, Keystores))
            return "a store of private keys";
        if (name is "id_rsa" or "id_ed25519" or "id_ecdsa" or "id_dsa" || (Ends(name, [".pem", ".key"]) && Head(full).Contains("PRIVATE KEY-----", StringComparison.Ordinal)))
            return "a private key";
        if (Ends(name, [".sqlite", ".sqlite3", ".db"]) && Head(full).StartsWith("SQLite format 3", StringComparison.Ordinal))
            return "a database";
        if (Ends(name, OldCopies))
            return "an old copy that an editor left, served as text";
        return Ends(name, Archives) && IsReachable(path, documentRoot) ? "an archive that visitors can fetch" : null;
    }

    private static bool Ends(string name, string[] endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsReachable(string path, string? documentRoot) =>
        !path.Contains('/') || documentRoot == "." || (documentRoot is not null && path.StartsWith(documentRoot.TrimEnd('/') + "/", StringComparison.Ordinal)) || OldName().IsMatch(Path.GetFileName(path));

    // Migrations, a squashed schema and what an image of a database runs at its first start belong to the app.
    private static bool IsSchema(string path) => SchemaFolder().IsMatch(path);

    private static bool IsDump(string full, string name)
    {
        var head = Head(full);
        return DumpMarks.Any(mark => head.Contains(mark, StringComparison.Ordinal)) || OldName().IsMatch(name);
    }

    private static string Head(string full)
    {
        try
        {
            using var file = File.OpenRead(full);
            var buffer = new byte[HeadSize];
            return Encoding.Latin1.GetString(buffer, 0, file.ReadAtLeast(buffer, HeadSize, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex("(^|/)(migrations?|schema|initdb\\.d|docker-entrypoint-initdb\\.d|init|seeds?|seeders|fixtures|tests?)/", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaFolder();

    [GeneratedRegex("backup|dump|(^|[-_.])(old|bak|copy)([-_.]|$)|(?<![0-9a-f])(19[89]\\d|20[0-4]\\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01])(?!\\d)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OldName();
}
