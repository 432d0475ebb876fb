using System.Collections.Concurrent;
using System.IO.Enumeration;
using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Hosts.Observed;

/// <summary>
/// A host as the readers of one batch see it. What several facts need, a program's output or a parsed file, is had once.
/// An absent file is nothing special; one that may not be read makes the fact unknown.
/// </summary>
/// <param name="root">Put before every path; empty on a host.</param>
/// <param name="questions">All of the batch.</param>
internal sealed class HostView(
    string root, ProgramRun run, TimeProvider time, IReadOnlyList<Question> questions, CancellationToken cancel)
{
    private const long LongestText = 32 << 20;
    private static readonly TimeSpan ProgramDeadline = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<string, Lazy<object>> _shared = new();
    private int _programs;

    public TimeProvider Time => time;

    public IReadOnlyList<Question> Questions => questions;

    public CancellationToken Cancel => cancel;

    public int ProgramsStarted => Volatile.Read(ref _programs);

    /// <summary>Where a file of the host really lies.</summary>
    public string Real(string path) => root + path;

    /// <summary>The path on the host of what lies at <paramref name="real"/>.</summary>
    public string OnHost(string real) => real[root.Length..];

    /// <summary>Null when the file does not exist.</summary>
    public string? Text(string path)
    {
        try
        {
            using var file = new FileStream(Real(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (file.CanSeek && file.Length > LongestText)
                throw new UnknownFactException($"{path} is larger than {LongestText >> 20} MiB");
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnknownFactException($"{path} may not be read");
        }
    }

    /// <summary>Empty when the file does not exist.</summary>
    public IReadOnlyList<string> Lines(string path) => Text(path)?.Split('\n') ?? [];

    public string Required(string path) => Text(path) ?? throw new UnknownFactException($"{path} does not exist");

    /// <summary>Paths of what matches in a folder, by name; empty when the folder does not exist.</summary>
    /// <param name="pattern">Of the name: * and ?.</param>
    public IReadOnlyList<string> Entries(string folder, string pattern = "*")
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Real(folder)).Select(OnHost)
                .Where(path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path.AsSpan()), ignoreCase: false))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnknownFactException($"{folder} may not be read");
        }
    }

    public FileStatus? Status(string path) => Posix.Status(Real(path));

    public bool Exists(string path) => Path.Exists(Real(path));

    public string? LinkTarget(string path) => Status(path) is { Kind: FileKind.Symlink } ? new FileInfo(Real(path)).LinkTarget : null;

    /// <summary>Made by the first that asks; an exception is everybody's.</summary>
    public T Once<T>(string what, Func<T> make)
        where T : class =>
        (T)_shared.GetOrAdd(what, _ => new Lazy<object>(make)).Value;

    /// <summary>What a program says, started once for all who ask for the same.</summary>
    /// <exception cref="UnknownFactException">It is absent, or did not end in time.</exception>
    public Task<CommandResult> RunAsync(string program, params string[] words) =>
        Once($"$ {program} {string.Join('\0', words)}", () => StartAsync(program, words));

    /// <summary>As <see cref="RunAsync"/>, and the program must succeed.</summary>
    public async Task<string> OutputAsync(string program, params string[] words)
    {
        var result = await RunAsync(program, words);
        return result.Succeeded ? result.Output : throw new UnknownFactException($"{program} ended with {result.Exit}: {FirstLine(result)}");
    }

    private async Task<CommandResult> StartAsync(string program, string[] words)
    {
        Interlocked.Increment(ref _programs);
        var command = new CommandLine(program, words)
        {
            Deadline = ProgramDeadline,
            KeepCharacters = 16 << 20,
            Variables = new Dictionary<string, string?>
            {
                ["LC_ALL"] = "C",
                ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            },
        };
        var result = await run(command, cancel);
        return result switch
        {
            { Exit: 127 } => throw new UnknownFactException($"{program} is not installed"),
            { TimedOut: true } => throw new UnknownFactException($"{program} did not end within {ProgramDeadline.TotalSeconds:0} s"),
            _ => result,
        };
    }

    private static string FirstLine(CommandResult result) => result.LastWords.Split('\n')[0];
}
