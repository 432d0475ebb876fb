using Slipway.Problems;

namespace Slipway.Databases.Sqlite;

/// <summary>Finds the app's SQLite file: by its variables, else by looking where apps keep it.</summary>
internal static class SqliteLocator
{
    private static readonly string[] Paths = ["DATABASE_PATH", "DB_PATH", "SQLITE_PATH", "DB_DATABASE"];
    private static readonly string[] Folders = ["data", "storage", "database"];
    private static readonly string[] Endings = [".db", ".sqlite", ".sqlite3"];

    /// <returns>The real path; null when no variable names one and there is no file yet.</returns>
    /// <exception cref="ProblemException">It lies inside the release, or several files could be it.</exception>
    public static string? Find(IReadOnlyDictionary<string, string?> variables, string releaseFolder)
    {
        var release = RealPath.Of(releaseFolder);
        var path = FromVariables(variables) is { } named
            ? RealPath.Of(Path.Combine(releaseFolder, named))
            : FromFolders(releaseFolder);
        if (path is not null && path.StartsWith(release + "/", StringComparison.Ordinal))
            throw new ProblemException(BackupProblems.SqliteInRelease(path));
        return path;
    }

    /// <returns>The path as written; null when no variable names a file.</returns>
    public static string? FromVariables(IReadOnlyDictionary<string, string?> variables)
    {
        foreach (var name in (string[])["DATABASE_URL", "DB_URL", "DB_DSN"])
            if (variables.GetValueOrDefault(name) is { Length: > 0 } url && FromUrl(url) is { } path)
                return path;
        foreach (var name in Paths)
            if (variables.GetValueOrDefault(name) is { Length: > 0 } path && path != ":memory:")
                return path;
        return variables
            .Where(v => v.Key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase))
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => FromConnectionString(v.Value ?? ""))
            .FirstOrDefault(p => p is not null);
    }

    // sqlite:///relative and sqlite:////absolute (Django, SQLAlchemy), sqlite:path (PDO), file:path (Prisma).
    private static string? FromUrl(string url)
    {
        string path;
        if (url.StartsWith("sqlite://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("sqlite3://", StringComparison.OrdinalIgnoreCase))
            path = Uri.UnescapeDataString(url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('?')[0]) is ['/', .. var rest] ? rest : "";
        else if (url.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase))
            path = url[7..];
        else if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            path = url[5..].Split('?')[0] is ['/', '/', .. var afterHost] ? afterHost : url[5..].Split('?')[0];
        else
            return null;
        return path is "" or ":memory:" ? null : path;
    }

    private static string? FromConnectionString(string text)
    {
        var values = ConnectionString.Parse(text);
        return ConnectionString.First(values, "data source", "datasource", "filename") is { } path && path != ":memory:"
            ? path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? path[5..].Split('?')[0] : path
            : null;
    }

    private static string? FromFolders(string releaseFolder)
    {
        var found = Folders.Select(f => Path.Combine(releaseFolder, f)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Where(f => Endings.Contains(Path.GetExtension(f)))
            .Select(RealPath.Of).Distinct().Order(StringComparer.Ordinal).ToList();
        return found.Count > 1 ? throw new ProblemException(BackupProblems.SqliteWhich(found)) : found.FirstOrDefault();
    }
}
