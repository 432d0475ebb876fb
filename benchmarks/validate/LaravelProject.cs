using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.ValidateBenchmark;

/// <summary>The corpus's clean Laravel project with made-up classes, always the same ones, and a history in which each commit changes three of them.</summary>
internal sealed class LaravelProject : IDisposable
{
    public const int Files = 5000;
    public const int Commits = 5000;
    private const int ClassBytes = 6000;
    private const int ChangedByCommit = 3;

    private static readonly string[] Words = ["order", "price", "stock", "token", "address", "invoice", "password", "customer", "product", "shipment", "coupon", "secret", "basket", "payment", "refund", "label", "config", "route"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-validate-");
    private readonly Random _random = new(500);

    public LaravelProject()
    {
        var fixture = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "tests", "fixtures", "bases", "laravel"));
        foreach (var file in Directory.EnumerateFiles(fixture, "*", SearchOption.AllDirectories))
            Copy(file, Path.Combine(Folder, string.Join('/', Path.GetRelativePath(fixture, file).Split('/').Select(part => part.StartsWith("dot-", StringComparison.Ordinal) ? "." + part[4..] : part))));
        Git("init", "-q", "-b", "main");
        Git("add", "-A");
        Git("commit", "-q", "-m", "Begin");
        Import();
        Git("reset", "-q", "--hard", "main");
        // Files as old as the index would be read again by every git status, and by us: a project is not checked out a moment before.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Git("update-index", "-q", "--really-refresh");
        Git("status", "--short");
        Bytes = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/.git/")).Sum(file => new FileInfo(file).Length);
    }

    public string Folder => Path.Combine(_folder.FullName, "shop");

    public long Bytes { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        File.SetUnixFileMode(to, Path.GetFileName(to).StartsWith(".env.p", StringComparison.Ordinal) ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(from));
    }

    // The first commit is there; this makes the classes and the other ones, in one process.
    private void Import()
    {
        var tracked = Git("ls-files").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var classes = Enumerable.Range(0, Files - tracked).Select(Class).ToArray();
        GitWith(stream => Write(stream, classes), "fast-import", "--quiet", "--force");
    }

    private void Write(TextWriter stream, string[] classes)
    {
        for (var commit = 1; commit < Commits; commit++)
        {
            var message = $"Change {commit}";
            stream.Write($"commit refs/heads/main\ncommitter A <a@example.com> {1_700_000_000 + (commit * 3600)} +0000\ndata {message.Length}\n{message}\n");
            if (commit == 1)
                stream.Write("from refs/heads/main^0\n");
            for (var i = 0; i < (commit == 1 ? classes.Length : ChangedByCommit); i++)
            {
                var number = commit == 1 ? i : _random.Next(classes.Length);
                if (commit > 1)
                    classes[number] += $"// {commit}\n";
                stream.Write($"M 100644 inline app/Made/Part{number / 100}/Class{number}.php\ndata {classes[number].Length}\n{classes[number]}\n");
            }
        }
    }

    private string Class(int number)
    {
        var text = new StringBuilder($"<?php\n\nnamespace App\\Made\\Part{number / 100};\n\nclass Class{number}\n{{\n");
        for (var method = 0; text.Length < ClassBytes; method++)
        {
            var (a, b) = (Words[_random.Next(Words.Length)], Words[_random.Next(Words.Length)]);
            text.Append($"    public function {a}{method}(array ${b}): string\n    {{\n        ${a} = config('shop.{a}', 'none');\n        return ${b}['{a}'] ?? sprintf('%s of %d', ${a}, {_random.Next(100_000)}); // the {b} of the {a}\n    }}\n\n");
        }

        return text.Append("}\n").ToString();
    }

    private string Git(params string[] arguments) => GitWith(null, arguments);

    private string GitWith(Action<TextWriter>? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", .. arguments]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = start.Environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        using var git = Process.Start(start)!;
        if (input is not null)
            input(git.StandardInput);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {git.ExitCode}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
