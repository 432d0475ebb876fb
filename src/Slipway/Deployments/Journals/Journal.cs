using Slipway.Files;

namespace Slipway.Deployments.Journals;

/// <summary>
/// A host's journal of one app environment: append only, each line with its own checksum, a torn tail dropped on opening.
/// Disk blocks are reserved ahead, so that writing down an undo needs no space.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>Room kept for the entries of one whole undo, with problems and last words.</summary>
    private const int ReserveBytes = 128 * 1024;

    /// <summary>Above this the oldest transactions are dropped at <see cref="Compact"/>.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly List<JournalEntry> _entries;
    private FileStream _file;
    private long _number;

    private Journal(string path, TimeProvider time, FileStream file, List<JournalEntry> entries)
    {
        (_path, _time, _file, _entries) = (path, time, file, entries);
        _number = entries.Count == 0 ? 0 : entries[^1].Number;
    }

    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>Identifies the state that a plan was made for; see <see cref="HeadOf"/>.</summary>
    public long Head => HeadOf(_entries);

    /// <summary>Number of the last entry that changed what a plan depends on, or 0: what follows a commit (drain, prune) does not.</summary>
    public static long HeadOf(IReadOnlyList<JournalEntry> entries) =>
        entries.LastOrDefault(e => e.Event is JournalEvent.Begin or JournalEvent.Commit || e is { Event: JournalEvent.End, Outcome: not TransactionOutcome.Done })?.Number ?? 0;

    /// <summary>Opens for writing; the caller holds the lock of the environment.</summary>
    public static Journal Open(string path, TimeProvider time)
    {
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var (entries, length) = JournalCodec.Decode(bytes);
        if (length < bytes.Length)
            file.SetLength(length);
        file.Position = length;
        return new Journal(path, time, file, entries);
    }

    /// <summary>Reads without writing or locking: what is whole so far.</summary>
    public static IReadOnlyList<JournalEntry> Read(string path) =>
        File.Exists(path) ? JournalCodec.Decode(File.ReadAllBytes(path)).Entries : [];

    /// <summary>Reserves the disk blocks that an undo's entries need; a file system that cannot reserve is taken as it is.</summary>
    /// <exception cref="IOException">No space: nothing may start.</exception>
    public void Reserve()
    {
        try
        {
            Posix.Reserve(_file.SafeFileHandle, _file.Position, ReserveBytes);
        }
        catch (IOException e) when (e.HResult == Posix.EOPNOTSUPP)
        {
            // ZFS and network file systems know no such promise.
        }
    }

    /// <summary>Writes one entry; number and time are filled in.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="durable">True: on the disk before this returns. False: survives a kill, perhaps not a power cut.</param>
    public void Append(JournalEntry entry, bool durable)
    {
        var numbered = entry with { Number = _number + 1, At = _time.GetUtcNow() };
        _file.Write(JournalCodec.Encode(numbered));
        if (durable)
            _file.Flush(flushToDisk: true);
        _number = numbered.Number;
        _entries.Add(numbered);
    }

    /// <summary>Drops the oldest whole transactions when the journal has outgrown its bound; never the last one.</summary>
    public void Compact()
    {
        if (_file.Length < MaxBytes)
            return;
        var first = _entries.FindIndex(_entries.Count / 2, e => e.Event == JournalEvent.Begin);
        var keep = _entries.Skip(first >= 0 ? first : _entries.FindLastIndex(e => e.Event == JournalEvent.Begin)).ToList();
        AtomicFile.Write(_path, keep.SelectMany(JournalCodec.Encode).ToArray());
        _file.Dispose();
        _file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _file.Seek(0, SeekOrigin.End);
        _entries.Clear();
        _entries.AddRange(keep);
    }

    public void Dispose() => _file.Dispose();
}
