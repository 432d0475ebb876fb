using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public sealed class SiteStepTest : IDisposable
{
    private readonly TestHost _host = new();
    private readonly Journal _journal;
    private readonly StepContext _context;
    private readonly SiteStep _step;

    public SiteStepTest()
    {
        _journal = Journal.Open(_host.Layout.Journal, _host.Time);
        var plan = _host.Plan(1, null);
        _context = _host.Context(plan, _journal, new TransactionControl(plan, _host.Time));
        _step = new SiteStep([new SiteFile(In("a.conf"), "a"), new SiteFile(In("b.conf"), "b"), new SiteFile(In("enabled/a.conf"), In("a.conf")) { IsLink = true }]) { Id = "site", Title = "site", Phase = Phase.Start };
        File.WriteAllText(In("foreign.conf"), "foreign");
    }

    public void Dispose()
    {
        _journal.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task What_is_already_so_is_neither_written_nor_reloaded()
    {
        await _step.RunAsync(_context);
        Assert.Equal(["apply a.conf b.conf a.conf"], _host.Machine.Calls);
        var inode = Slipway.Files.Posix.Status(In("a.conf"));
        await _step.RunAsync(_context);
        Assert.Single(_host.Machine.Calls);
        Assert.Equal(inode, Slipway.Files.Posix.Status(In("a.conf")));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task An_undo_puts_back_every_byte_and_removes_what_is_new(int undos)
    {
        File.WriteAllText(In("a.conf"), "old a");
        File.SetUnixFileMode(In("a.conf"), UnixFileMode.UserRead);
        Directory.CreateDirectory(In("enabled"));
        File.CreateSymbolicLink(In("enabled/a.conf"), "../elsewhere");
        var before = TempFolder.Picture(_host.Etc);
        await _step.RunAsync(_context);
        Assert.Equal(("a", "b", In("a.conf")), (File.ReadAllText(In("a.conf")), File.ReadAllText(In("b.conf")), new FileInfo(In("enabled/a.conf")).LinkTarget));
        for (var i = 0; i < undos; i++)
            await _step.UndoAsync(_context);
        Assert.Equal(before, TempFolder.Picture(_host.Etc));
    }

    [Fact]
    public async Task A_regular_file_in_the_place_of_a_link_comes_back()
    {
        Directory.CreateDirectory(In("enabled"));
        File.WriteAllText(In("enabled/a.conf"), "by hand");
        var before = TempFolder.Picture(_host.Etc);
        await _step.RunAsync(_context);
        await _step.UndoAsync(_context);
        Assert.Equal(before, TempFolder.Picture(_host.Etc));
    }

    [Fact]
    public async Task An_undo_of_a_step_killed_before_it_wrote_changes_nothing()
    {
        File.WriteAllText(In("a.conf"), "old a");
        var before = TempFolder.Picture(_host.Etc);
        await _step.UndoAsync(_context);
        new SiteChange(In("a.conf"), true).KeepOld();
        new SiteChange(In("a.conf"), true).PutBack();
        Assert.Equal(before, TempFolder.Picture(_host.Etc));
    }

    [Fact]
    public async Task A_refused_configuration_leaves_the_old_one()
    {
        File.WriteAllText(In("a.conf"), "old a");
        Directory.CreateDirectory(In("enabled"));
        var before = TempFolder.Picture(_host.Etc);
        var refused = false;
        _host.Machine.Fail = call =>
        {
            if (refused)
                return;
            refused = true;
            throw new IOException("refused");
        };
        await Assert.ThrowsAsync<IOException>(() => _step.RunAsync(_context));
        await _step.UndoAsync(_context);
        Assert.Equal(before, TempFolder.Picture(_host.Etc));
        Assert.Equal(2, _host.Machine.Calls.Count);
    }

    private string In(string name) => Path.Combine(_host.Etc, name);
}
