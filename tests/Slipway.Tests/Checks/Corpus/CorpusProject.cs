using System.Collections.Concurrent;
using System.Diagnostics;
using Slipway.Checks;
using Slipway.Project;

namespace Slipway.Tests.Checks.Corpus;

/// <summary>A case as a folder on disk, with its repository and its upstream.</summary>
internal sealed class CorpusProject : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<CorpusProject>> Bases = new();
    private readonly string _root = MakeRoot();
    private readonly CorpusCase _case;

    private CorpusProject(CorpusCase c) => _case = c;

    private string Folder => Path.Combine(_root, "project");

    // In memory where that is possible: hundreds of small repositories are made and removed.
    private static string MakeRoot() =>
        Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/slipway-corpus-{Guid.NewGuid():N}").FullName : Directory.CreateTempSubdirectory("slipway-corpus-").FullName;

    public static CorpusProject Make(CorpusCase c, string fixtures)
    {
        var project = new CorpusProject(c);
        if (c.Values("history").Any() || c.Values("git").Any())
            project.CopyBase(Path.Combine(fixtures, "bases", c.Base));
        else
            project.CopyCommitted(Bases.GetOrAdd(c.Base, name => new(() => Committed(Path.Combine(fixtures, "bases", name)))).Value);
        project.Change();
        project.Commit();
        project.SetModes();
        return project;
    }

    // A base with its repository is made once; the case then commits only what it changes.
    private static CorpusProject Committed(string folder)
    {
        var project = new CorpusProject(new(Path.GetFileName(folder), "", new HashSet<string>()));
        project.CopyBase(folder);
        project.Commit();
        return project;
    }

    private void CopyCommitted(CorpusProject from)
    {
        foreach (var folder in Directory.EnumerateDirectories(from.Folder, "*", SearchOption.AllDirectories).Prepend(from.Folder))
            Directory.CreateDirectory(Path.Combine(_root, Path.GetRelativePath(from._root, folder)));
        foreach (var file in Directory.EnumerateFiles(from.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(_root, Path.GetRelativePath(from._root, file)));
    }

    /// <summary>A plain folder of the corpus (a guide) as a project.</summary>
    public static CorpusProject Of(string folder)
    {
        var project = new CorpusProject(new(Path.GetFileName(folder), "", new HashSet<string>()));
        project.CopyBase(folder);
        project.Commit();
        project.SetModes();
        return project;
    }

    public CheckedProject Open(TimeProvider clock)
    {
        var file = ProjectFileReader.Read(Path.Combine(Folder, ProjectFileReader.FileName));
        return CheckedProject.Open(file.Environment(_case.Environment), file.Environments, clock) with
        {
            RunTests = _case.Values("run").Contains("--run-tests"),
            Offline = !_case.Sections.Any(s => s.Kind == "tool"),
            Tools = Directory.Exists(Path.Combine(_root, "tools")) ? Path.Combine(_root, "tools") : null,
        };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void CopyBase(string from)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file);
            if (name == "expected.txt")
                continue;
            var to = Place(string.Join('/', name.Split('/').Select(part => part.StartsWith("dot-", StringComparison.Ordinal) ? "." + part[4..] : part)));
            File.Copy(file, to);
            File.SetUnixFileMode(to, File.GetUnixFileMode(file));
        }
    }

    private void Change()
    {
        var env = Path.Combine(Folder, $".env.{_case.Environment}");
        foreach (var path in _case.Values("delete"))
            Remove(Path.Combine(Folder, path));
        foreach (var section in _case.Sections.Where(s => s.Kind is not ("history" or "tool")))
            Put(section);
        foreach (var key in _case.Values("unset"))
            File.WriteAllLines(env, File.ReadAllLines(env).Where(line => !line.StartsWith(key + "=", StringComparison.Ordinal)));
        foreach (var line in _case.Values("env"))
            SetLine(env, line);
        foreach (var path in _case.Values("bom").Select(path => Path.Combine(Folder, path)))
            File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(path)]);
        foreach (var path in _case.Values("crlf").Select(path => Path.Combine(Folder, path)))
            File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"));
        foreach (var words in _case.Values("size").Select(value => value.Split(' ', 2)))
            using (var file = File.Create(Place(words[1])))
                file.SetLength(long.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var tool in _case.Sections.Where(s => s.Kind == "tool"))
        {
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "tools")).FullName, tool.Path);
            File.WriteAllText(path, tool.Content);
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else if (File.Exists(path))
            File.Delete(path);
        else
            throw new FileNotFoundException(path);
    }

    private void Put(CorpusSection section)
    {
        var path = Place(section.Path);
        switch (section.Kind)
        {
            case "append": File.AppendAllText(path, section.Content); break;
            case "crlf": File.WriteAllText(path, section.Content.ReplaceLineEndings("\r\n")); break;
            case "bytes": File.WriteAllBytes(path, Convert.FromHexString(string.Concat(section.Content.Where(c => !char.IsWhiteSpace(c))))); break;
            case "replace": Replace(path, section.Content); break;
            default: File.WriteAllText(path, section.Content); break;
        }
    }

    private void Replace(string path, string content)
    {
        var parts = content.Split("\n=>\n");
        var text = File.ReadAllText(path);
        var (from, to) = (parts[0], parts.Length == 2 ? parts[1].TrimEnd('\n') : parts[0].EndsWith("\n=>", StringComparison.Ordinal) ? "" : throw new FormatException($"{_case.Name}: replace needs ="));
        if (text.Split(from).Length != 2)
            throw new FormatException($"{_case.Name}: {section(from)} must stand in {path} once");
        File.WriteAllText(path, text.Replace(from, to));

        static string section(string text) => text.Length > 40 ? text[..40] + "…" : text;
    }

    private static void SetLine(string file, string line)
    {
        var key = line[..(line.IndexOf('=') + 1)];
        var lines = File.Exists(file) ? File.ReadAllLines(file).ToList() : [];
        var at = lines.FindIndex(l => l.StartsWith(key, StringComparison.Ordinal));
        if (at >= 0)
            lines[at] = line;
        else
            lines.Add(line);
        File.WriteAllLines(file, lines);
    }

    private void SetModes()
    {
        foreach (var env in Directory.EnumerateFiles(Folder, ".env*").Where(f => !f.EndsWith(".example", StringComparison.Ordinal)))
            File.SetUnixFileMode(env, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var words in _case.Values("mode").Select(value => value.Split(' ', 2)))
            File.SetUnixFileMode(Path.Combine(Folder, words[1]), (UnixFileMode)Convert.ToInt32(words[0], 8));
    }

    private void Commit()
    {
        var git = _case.Values("git").SingleOrDefault() ?? "";
        foreach (var words in _case.Values("mode").Select(value => value.Split(' ', 2)).Where(words => !words[1].StartsWith(".env", StringComparison.Ordinal)))
            File.SetUnixFileMode(Path.Combine(Folder, words[1]), (UnixFileMode)Convert.ToInt32(words[0], 8));
        if (git == "none")
            return;
        if (Directory.Exists(Path.Combine(Folder, ".git")))
        {
            CommitChange();
            return;
        }

        var branch = git.StartsWith("branch ", StringComparison.Ordinal) ? git[7..] : "main";
        Git(_root, "init", "-q", "--template=", "--bare", "-b", branch, "upstream.git");
        Git(Folder, "init", "-q", "--template=", "-b", branch);
        CommitHistory();
        if (git == "submodule")
            AddSubmodule();
        Git(Folder, "add", "-A");
        foreach (var path in _case.Values("track"))
            Git(Folder, "add", "-f", path);
        Git(Folder, "commit", "-q", "-m", "All of it");
        Git(Folder, "remote", "add", "origin", "../upstream.git");
        Git(Folder, "push", "-q", "-u", "origin", branch);
        if (git == "unpushed")
            Git(Folder, "commit", "-q", "--allow-empty", "-m", "One more");
        else if (git == "dirty")
            File.AppendAllText(Directory.EnumerateFiles(Folder, "README.md").Single(), "\nA change.\n");
        else if (git == "shallow")
            MakeShallow();
    }

    private void CommitChange()
    {
        if (!_case.Values("track").Any() && !_case.Sections.Any(s => s.Kind != "tool" && !s.Path.StartsWith(".env.p", StringComparison.Ordinal))
            && !_case.Values("delete").Concat(_case.Values("size")).Concat(_case.Values("mode")).Concat(_case.Values("bom")).Concat(_case.Values("crlf")).Any(v => !v.Contains(".env.p", StringComparison.Ordinal)))
            return;
        Git(Folder, "add", "-A");
        foreach (var path in _case.Values("track"))
            Git(Folder, "add", "-f", path);
        Git(Folder, "commit", "-q", "--allow-empty", "-m", "A change");
        File.Copy(Path.Combine(Folder, ".git/refs/heads/main"), Path.Combine(Folder, ".git/refs/remotes/origin/main"), overwrite: true); // as if pushed
    }

    private void CommitHistory()
    {
        var past = _case.Sections.Where(s => s.Kind == "history").ToList();
        if (past.Count == 0)
            return;
        var present = past.Select(s => Path.Combine(Folder, s.Path)).ToDictionary(path => path, path => File.Exists(path) ? File.ReadAllText(path) : null);
        foreach (var section in past)
            File.WriteAllText(Place(section.Path), section.Content);
        Git(Folder, "add", "-A");
        foreach (var section in past)
            Git(Folder, "add", "-f", section.Path);
        Git(Folder, "commit", "-q", "-m", "Begin");
        foreach (var (path, text) in present)
        {
            File.Delete(path);
            if (text is not null)
                File.WriteAllText(path, text);
        }
    }

    private void AddSubmodule()
    {
        var other = Directory.CreateDirectory(Path.Combine(_root, "shared")).FullName;
        Git(other, "init", "-q", "-b", "main");
        File.WriteAllText(Path.Combine(other, "README.md"), "Shared code.\n");
        Git(other, "add", "-A");
        Git(other, "commit", "-q", "-m", "Begin");
        Git(Folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other, "libs/shared");
    }

    private void MakeShallow()
    {
        Git(Folder, "commit", "-q", "--allow-empty", "-m", "One more");
        Git(Folder, "push", "-q");
        var ignored = Path.Combine(_root, "full");
        Directory.Move(Folder, ignored);
        Git(_root, "clone", "-q", "--depth", "1", "file://" + Path.Combine(_root, "upstream.git"), "project");
        foreach (var env in Directory.EnumerateFiles(ignored, ".env*").Where(f => !File.Exists(Path.Combine(Folder, Path.GetFileName(f)))))
            File.Copy(env, Path.Combine(Folder, Path.GetFileName(env)));
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null"), ("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.com"), ("GIT_COMMITTER_NAME", "A"),
            ("GIT_COMMITTER_EMAIL", "a@example.com"), ("GIT_AUTHOR_DATE", "2026-11-01T10:00:00Z"), ("GIT_COMMITTER_DATE", "2026-11-01T10:00:00Z"),
        })
            start.Environment[name] = value;
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    private string Place(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
