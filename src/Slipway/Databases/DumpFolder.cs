using System.Text.Json;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Databases;

/// <summary>The folder of one dump: the dump, and what it holds. Nothing is under its final name before it is proven.</summary>
internal sealed class DumpFolder(string folder, string dumpName)
{
    private const string ContentsName = "database.json";
    private readonly string _contents = Path.Combine(folder, ContentsName);

    /// <summary>True when a whole dump lies there: its contents are written last.</summary>
    public static bool IsWhole(string folder)
    {
        try
        {
            var contents = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, ContentsName)), BackupsJson.Default.DumpContents);
            return contents is { Absent: true } || (contents is not null && Directory.EnumerateFiles(folder).Any(f => Path.GetFileName(f) is not ContentsName and not ['.', ..]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    public string Dump { get; } = Path.Combine(folder, dumpName);

    public string Temporary { get; } = Path.Combine(folder, $".{dumpName}.tmp");

    /// <summary>Makes the folder (0700) and removes what an interrupted dump left.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(folder, (UnixFileMode)FileModes.SecretFolder);
        Posix.ChangeMode(folder, FileModes.SecretFolder);
        Discard();
    }

    /// <summary>A new file (0600) for the dump.</summary>
    public FileStream Create() => new(Temporary, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        UnixCreateMode = (UnixFileMode)FileModes.Secret,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    /// <summary>Gives the proven dump its name. The contents come last: a dump without them does not exist.</summary>
    public DatabaseDump Keep(DumpContents contents)
    {
        Posix.Unlink(_contents);
        var path = _contents;
        if (contents.Absent)
        {
            Posix.Unlink(Dump);
        }
        else
        {
            using (var file = new FileStream(Temporary, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            Posix.Rename(Temporary, Dump);
            path = Dump;
        }

        AtomicFile.Write(_contents, JsonSerializer.SerializeToUtf8Bytes(contents, BackupsJson.Default.DumpContents));
        return new DatabaseDump(path, contents.Tables.Count, contents.Rows, new FileInfo(path).Length);
    }

    public void Discard() => Posix.Unlink(Temporary);

    /// <exception cref="ProblemException">There is no dump, or it is of another kind of database.</exception>
    public DumpContents Read(string kind)
    {
        if (!File.Exists(_contents))
            throw new ProblemException(BackupProblems.NoDump(folder));
        try
        {
            var contents = JsonSerializer.Deserialize(File.ReadAllBytes(_contents), BackupsJson.Default.DumpContents);
            if (contents is null || contents.Kind != kind || (!contents.Absent && !File.Exists(Dump)))
                throw new ProblemException(BackupProblems.BrokenDump(folder, $"database.json is of kind {contents?.Kind}; the dump {(File.Exists(Dump) ? "is there" : "is missing")}"));
            return contents;
        }
        catch (JsonException e)
        {
            throw new ProblemException(BackupProblems.BrokenDump(folder, e.Message), e);
        }
    }

    /// <summary>Runs the making of a dump: whatever goes wrong, no part of a file is left, and a full disk is told as that.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> make)
    {
        try
        {
            Prepare();
            return await make();
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            Discard();
            throw new ProblemException(BackupProblems.NoSpace(folder), e);
        }
        catch
        {
            Discard();
            throw;
        }
    }
}
