using System.Buffers;
using Slipway.Checks.Project.Leaks;
using Slipway.Files;

namespace Slipway.Checks.Project.Source;

/// <summary>Reads the project's files, several at once, those that did not change since the last run not at all.</summary>
internal static class SourceScanner
{
    /// <summary>Larger files are not looked into: no person wrote them.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    private const int Share = 64;

    /// <param name="cache">File of the cache; its folder need not exist.</param>
    public static SourceScan Run(string folder, SourceFiles files, LeakSearch search, string cache, TimeProvider clock, CancellationToken cancel)
    {
        var known = ScanCache.Load(cache, search.Id);
        var scans = new FileScan?[files.Files.Count];
        var unknown = new List<int>();
        for (var i = 0; i < scans.Length; i++)
            if ((scans[i] = Known(files.Files[i], known)) is null)
                unknown.Add(i);
        if (unknown.Count > 0)
        {
            var readAt = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
            var statuses = Read(folder, files, scans, unknown, search, cancel);
            Keep(cache, search.Id, files, scans, statuses, readAt);
        }

        return new SourceScan([.. files.Files.Select((file, i) => new ScannedFile(file, scans[i]!))], scans.Length - unknown.Count);
    }

    private static FileScan? Known(SourceFile file, ScanCache known) =>
        file.Status.Kind != FileKind.File || file.Status.Size > LargestFile || new SourceName(file.Path).IsBinary ? FileScan.Nothing : known.Find(file.Path, file.Status);

    // Each worker takes the next few files: a share costs less than a file each, and no core waits at the end.
    private static FileStatus?[] Read(string folder, SourceFiles files, FileScan?[] scans, List<int> unknown, LeakSearch search, CancellationToken cancel)
    {
        FileStatus?[] statuses = [.. files.Files.Select(file => (FileStatus?)file.Status)];
        var text = new TextScan(search);
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, (unknown.Count + Share - 1) / Share, options, () => new byte[LargestFile / 8], (share, _, buffer) =>
        {
            foreach (var i in unknown.Skip(share * Share).Take(Share))
                (scans[i], statuses[i]) = Scan(folder, files.Files[i], text, ref buffer);
            return buffer;
        }, buffer => buffer.AsSpan().Clear());
        return statuses;
    }

    private static (FileScan Scan, FileStatus? Status) Scan(string folder, SourceFile file, TextScan text, ref byte[] buffer)
    {
        try
        {
            using var open = Posix.OpenRead(Path.Combine(folder, file.Path));
            var status = open.Status();
            if (status.Kind != FileKind.File || status.Size > LargestFile)
                return (FileScan.Nothing, null);
            if (buffer.Length < status.Size)
                buffer = new byte[LargestFile];
            var length = open.Read(buffer.AsSpan(0, (int)status.Size));
            var scan = text.Scan(buffer.AsSpan(0, length), new SourceName(file.Path));
            return (scan, open.Status().IsSameContent(status) ? status : null);
        }
        catch (IOException)
        {
            return (Posix.TryStatus(Path.Combine(folder, file.Path)) is { Kind: FileKind.File } ? FileScan.Refused : FileScan.Nothing, null); // not ours to read, or gone meanwhile
        }
    }

    private static void Keep(string path, ulong rules, SourceFiles files, FileScan?[] scans, FileStatus?[] statuses, long readAt)
    {
        var cache = new ScanCache();
        for (var i = 0; i < scans.Length; i++)
            if (scans[i] is { Form: not FileForm.Unread } scan && statuses[i] is { } status)
                cache.Add(files.Files[i].Path, status, scan, readAt);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            cache.Save(path, rules);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written costs time, not truth.
        }
    }
}
