using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace GuestBook;

public sealed record Entry(string Name, string Message, string At);

/// <summary>The guest book in SQLite; several releases may have it open at once.</summary>
public static class Database
{
    private static readonly string Path = Environment.GetEnvironmentVariable("DATABASE_PATH") ?? "data/app.db";

    static Database()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, assembly, search) =>
            NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : NativeLibrary.Load(name, assembly, search));
        SQLitePCL.Batteries_V2.Init();
    }

    public static SqliteConnection Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection($"Data Source={Path};Default Timeout=10");
        connection.Open();
        return connection;
    }

    public static IReadOnlyList<Entry> Latest()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, message, created_at FROM entries ORDER BY id DESC LIMIT 20";
        using var reader = command.ExecuteReader();
        var entries = new List<Entry>();
        while (reader.Read())
            entries.Add(new Entry(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return entries;
    }

    public static void Add(string name, string message) =>
        Run("INSERT INTO entries (name, message, created_at) VALUES ($name, $message, $at)",
            ("$name", name), ("$message", message), ("$at", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm")));

    /// <summary>"ok", or what is wrong.</summary>
    public static string Check()
    {
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM entries";
            command.ExecuteScalar();
            return "ok";
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    public static void Run(string sql, params (string Name, object Value)[] values)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
