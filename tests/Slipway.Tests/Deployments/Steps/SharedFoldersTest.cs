using Slipway.Deployments.Journals;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public sealed class SharedFoldersTest : IDisposable
{
    private readonly TestHost _host = new();
    private readonly Journal _journal;
    private readonly StepContext _context;

    public SharedFoldersTest()
    {
        _journal = Journal.Open(_host.Layout.Journal, _host.Time);
        var plan = _host.Plan(1, null);
        _context = _host.Context(plan, _journal, new TransactionControl(plan, _host.Time));
        Directory.CreateDirectory(_context.ReleaseFolder);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void A_skeleton_is_copied_once_and_never_over_what_is_there()
    {
        Ship("storage/app/.gitignore", "1");
        Ship("storage/logs/keep", "1");
        Keep("storage/app/.gitignore", "mine");
        SharedFolders.Link(_context, "storage", []);

        Assert.Equal("mine", File.ReadAllText(Shared("storage/app/.gitignore")));
        Assert.Equal("1", File.ReadAllText(Shared("storage/logs/keep")));
        Assert.Equal("../../shared/storage", new FileInfo(Path.Combine(_context.ReleaseFolder, "storage")).LinkTarget);
        Assert.Equal("1", File.ReadAllText(Path.Combine(_context.ReleaseFolder, "storage/logs/keep")));

        SharedFolders.Link(_context, "storage", []);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_context.ReleaseFolder, "storage/app/.gitignore")));
    }

    [Fact]
    public void Nested_folders_are_made_and_linked_deeply()
    {
        SharedFolders.Link(_context, "var/data/uploads", ["var/data/uploads/a/b"]);
        Assert.True(Directory.Exists(Shared("var/data/uploads/a/b")));
        Assert.Equal("../../../../shared/var/data/uploads", new FileInfo(Path.Combine(_context.ReleaseFolder, "var/data/uploads")).LinkTarget);
        Assert.True(Directory.Exists(Path.Combine(_context.ReleaseFolder, "var/data/uploads/a")));
    }

    [Fact]
    public void A_file_where_a_folder_is_expected_gives_way()
    {
        Ship("storage", "a file");
        SharedFolders.Link(_context, "storage", []);
        Assert.True(Directory.Exists(Path.Combine(_context.ReleaseFolder, "storage")));
    }

    [Fact]
    public void Symlinks_of_the_skeleton_stay_symlinks()
    {
        Ship("storage/v1/file", "1");
        Directory.CreateSymbolicLink(Path.Combine(_context.ReleaseFolder, "storage/latest"), "v1");
        Directory.CreateSymbolicLink(Path.Combine(_context.ReleaseFolder, "storage/v1/loop"), "..");
        File.CreateSymbolicLink(Path.Combine(_context.ReleaseFolder, "storage/dangling"), "absent");
        SharedFolders.Link(_context, "storage", []);
        Assert.Equal("dangling -> absent\nlatest -> v1\nv1/\nv1/file\nv1/loop -> ..", string.Join('\n', Names(Shared("storage"), "")));
    }

    [Fact]
    public async Task A_writable_folder_s_symlinks_lead_nobody_out()
    {
        Ship("vendor/code", "1");
        Ship("cache/x", "1");
        Directory.CreateSymbolicLink(Path.Combine(_context.ReleaseFolder, "cache/vendor"), "../vendor");
        var before = File.GetUnixFileMode(Path.Combine(_context.ReleaseFolder, "vendor/code"));
        await _context.Plan.Steps.OfType<ConfigureStep>().Single().RunAsync(_context);
        Assert.Equal(before, File.GetUnixFileMode(Path.Combine(_context.ReleaseFolder, "vendor/code")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(Path.Combine(_context.ReleaseFolder, "cache/x")));
    }

    private static IEnumerable<string> Names(string folder, string prefix) => Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal).SelectMany(path =>
        new FileInfo(path).LinkTarget is { } target ? [$"{prefix}{Path.GetFileName(path)} -> {target}"]
        : Directory.Exists(path) ? Names(path, prefix + Path.GetFileName(path) + "/").Prepend($"{prefix}{Path.GetFileName(path)}/")
        : (IEnumerable<string>)[prefix + Path.GetFileName(path)]);

    private string Shared(string name) => Path.Combine(_host.Layout.Shared, name);

    private void Ship(string name, string text) => Write(Path.Combine(_context.ReleaseFolder, name), text);

    private void Keep(string name, string text) => Write(Shared(name), text);

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
