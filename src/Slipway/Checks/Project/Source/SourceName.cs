using System.Collections.Frozen;

namespace Slipway.Checks.Project.Source;

/// <summary>What a file's path tells about it.</summary>
internal readonly struct SourceName
{
    private static readonly FrozenSet<string> ExampleFolders = FrozenSet.ToFrozenSet(
        ["test", "tests", "__tests__", "__mocks__", "spec", "specs", "fixtures", "testdata", "doc", "docs", "example", "examples", "sample", "samples", "stubs", "cypress", "e2e", ".ddev", ".devcontainer", ".lando", ".docksal", ".gitpod"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> GeneratedFolders = FrozenSet.ToFrozenSet(
        ["vendor", "node_modules", "bower_components", "site-packages", "dist", "third_party", "third-party", "migrations", "__snapshots__"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> LockFiles = FrozenSet.ToFrozenSet(
        ["composer.lock", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "Pipfile.lock", "poetry.lock", "uv.lock", "packages.lock.json", "go.sum", "Cargo.lock", "Gemfile.lock"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> BareEndings = FrozenSet.ToFrozenSet(
        ["env", "ini", "conf", "cfg", "cnf", "properties", "yml", "yaml", "sh", "bash", "npmrc", "pypirc", "service", "toml", "tfvars"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BinaryEndings = FrozenSet.ToFrozenSet(
        [
            "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot", "pdf", "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "jar", "phar",
            "mp3", "mp4", "webm", "mov", "avi", "ogg", "wav", "exe", "dll", "so", "dylib", "pyc", "class", "o", "a", "sqlite", "sqlite3", "db", "wasm", "psd", "svg",
        ],
        StringComparer.OrdinalIgnoreCase);

    public SourceName(string path)
    {
        Path = path;
        File = System.IO.Path.GetFileName(path);
        Ending = File.LastIndexOf('.') is var dot && dot >= 0 ? File[(dot + 1)..] : "";
        Kind = KindOf(path, File);
    }

    public string Path { get; }

    public string File { get; }

    /// <summary>Without the dot; empty without one.</summary>
    public string Ending { get; }

    public SourceKind Kind { get; }

    public bool IsPython => Ending == "py";

    /// <summary><c>.env</c>, <c>.env.production</c>, <c>production.env</c>; not an example.</summary>
    public bool IsEnvFile => Kind == SourceKind.Own && EnvName(File);

    public bool HasBareValues => BareEndings.Contains(Ending) || EnvName(File) || File.StartsWith("Dockerfile", StringComparison.Ordinal);

    /// <summary>By its ending; others are looked into.</summary>
    public bool IsBinary => BinaryEndings.Contains(Ending);

    /// <summary>A name that an env file with real values has.</summary>
    public static bool IsPlainEnv(string path) => new SourceName(path).IsEnvFile;

    private static bool EnvName(string file) => file == ".env" || file.StartsWith(".env.", StringComparison.Ordinal) || file.EndsWith(".env", StringComparison.Ordinal);

    private static SourceKind KindOf(string path, string file)
    {
        if (LockFiles.Contains(file) || file.Contains(".min.", StringComparison.Ordinal) || file.EndsWith(".map", StringComparison.Ordinal) || file.EndsWith(".Designer.cs", StringComparison.Ordinal))
            return SourceKind.Generated;
        var kind = IsExample(file) ? SourceKind.Example : SourceKind.Own;
        var start = 0;
        for (var end = path.IndexOf('/'); end >= 0; start = end + 1, end = path.IndexOf('/', start))
        {
            var folder = path[start..end];
            if (GeneratedFolders.Contains(folder))
                return SourceKind.Generated;
            if (ExampleFolders.Contains(folder) || folder.EndsWith(".Tests", StringComparison.Ordinal))
                kind = SourceKind.Example;
        }

        return kind;
    }

    private static bool IsExample(string file) =>
        file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".rst", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".adoc", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase) || file == ".lando.yml" || file == ".gitpod.yml"
        || file.Contains("example", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".dist", StringComparison.Ordinal) || file.Contains(".sample", StringComparison.OrdinalIgnoreCase)
        || file.Contains(".template", StringComparison.OrdinalIgnoreCase) || file.StartsWith("phpunit.xml", StringComparison.Ordinal) || file == ".env.testing" || file == ".env.test"
        || file.StartsWith("test_", StringComparison.Ordinal) || file.EndsWith("Test.php", StringComparison.Ordinal) || file.Contains(".test.", StringComparison.Ordinal)
        || file.Contains(".spec.", StringComparison.Ordinal) || file.EndsWith("_test.py", StringComparison.Ordinal) || file is "conftest.py" or "tests.py";
}
