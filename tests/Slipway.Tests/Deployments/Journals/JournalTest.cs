using System.Diagnostics;
using System.Text;
using Slipway.Deployments.Journals;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Journals;

public sealed class JournalTest : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder["journal"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Crc32C_of_the_check_value() => Assert.Equal(0xe3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void Entries_come_back_as_they_were_written()
    {
        var problem = new Problem("a.b", "title\nwith \"quotes\" and ü", "detail", ["cause"], "remedy") { Exit = 20 };
        var written = new[]
        {
            Begin(1) with { Kind = "rollback", Previous = "0-x", Who = "ann@laptop", Identity = "i" },
            Entry(1, JournalEvent.Failed) with { Step = "switch", Problem = problem },
            Entry(1, JournalEvent.Note) with { Detail = "migrations: 0001_ä 0002" },
            Entry(1, JournalEvent.End) with { Outcome = TransactionOutcome.UndoFailed },
        };
        Write(written);

        var read = Journal.Read(Path);
        Assert.Equal([1L, 2, 3, 4], read.Select(e => e.Number));
        Assert.All(read, e => Assert.NotEqual(default, e.At));
        Assert.Equal(written.Select(e => e with { Problem = null }), read.Select(e => e with { Number = 0, At = default, Problem = null }));
        Assert.Equal((problem.Code, problem.Title, problem.Detail, problem.Remedy, 20), (read[1].Problem!.Code, read[1].Problem!.Title, read[1].Problem!.Detail, read[1].Problem!.Remedy, read[1].Problem!.Exit));
    }

    [Fact]
    public void A_tail_torn_at_any_byte_is_dropped_and_written_over()
    {
        Write([Begin(1), Entry(1, JournalEvent.Commit)]);
        var whole = File.ReadAllBytes(Path);
        var second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var end = second; end < whole.Length; end++)
        {
            File.WriteAllBytes(Path, whole[..end]);
            Assert.Single(Journal.Read(Path));
            Write([Entry(1, JournalEvent.End)]);
            Assert.Equal([(1, JournalEvent.Begin), (2, JournalEvent.End)], Journal.Read(Path).Select(e => ((int)e.Number, e.Event)));
        }
    }

    [Fact]
    public void A_tail_of_zeros_as_a_power_cut_leaves_is_dropped()
    {
        Write([Begin(1)]);
        File.AppendAllText(Path, new string('\0', 5000));
        Write([Entry(1, JournalEvent.End)]);
        Assert.Equal([1L, 2], Journal.Read(Path).Select(e => e.Number));
    }

    [Fact]
    public void A_corrupt_line_costs_only_itself()
    {
        Write([Begin(1), Entry(1, JournalEvent.Note), Begin(2), Entry(2, JournalEvent.End)]);
        var bytes = File.ReadAllBytes(Path);
        bytes[Array.IndexOf(bytes, (byte)'\n') + 20] ^= 1;
        File.WriteAllBytes(Path, bytes);

        Write([Begin(3)]);

        Assert.Equal([1L, 3, 4, 5], Journal.Read(Path).Select(e => e.Number));
        Assert.StartsWith(Convert.ToHexString(bytes), Convert.ToHexString(File.ReadAllBytes(Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_line_of_a_newer_version_is_skipped_but_not_destroyed()
    {
        Write([Begin(1)]);
        var json = """{"number":2,"transaction":"tx2","event":"Teleport"}"""u8.ToArray();
        File.AppendAllText(Path, $"{Crc32C.Of(json):x8} {Encoding.UTF8.GetString(json)}\n");
        Write([Begin(3)]);
        Assert.Equal(["tx1", "tx3"], Journal.Read(Path).Select(e => e.Transaction));
        Assert.Contains("Teleport", File.ReadAllText(Path));
    }

    [Fact]
    public void Huge_entries_are_kept_whole()
    {
        var detail = new string('ä', 3_000_000);
        Write([Begin(1) with { Detail = detail }, Entry(1, JournalEvent.End)]);
        Assert.Equal(detail, Journal.Read(Path)[0].Detail);
    }

    [Fact]
    public void Compaction_keeps_whole_transactions_and_goes_on_counting()
    {
        var text = new string('x', 60_000);
        using (var journal = Journal.Open(Path, TimeProvider.System))
        {
            for (var i = 1; i <= 40; i++)
                foreach (var e in new[] { Begin(i), Entry(i, JournalEvent.Note) with { Detail = text }, Entry(i, JournalEvent.Note) with { Detail = text }, Entry(i, JournalEvent.End) })
                    journal.Append(e, durable: false);
            journal.Compact();
            Assert.Equal(160, journal.Head);
            journal.Append(Begin(41), durable: false);
        }

        var read = Journal.Read(Path);
        Assert.Equal((JournalEvent.Begin, "tx21", 161L), (read[0].Event, read[0].Transaction, read[^1].Number));
        Assert.Equal(81, read.Count);
        Assert.InRange(new FileInfo(Path).Length, 0, 4 << 20);
    }

    [Fact]
    public void Compaction_in_the_middle_of_one_long_transaction_keeps_it()
    {
        var text = new string('x', 100_000);
        using var journal = Journal.Open(Path, TimeProvider.System);
        journal.Append(Begin(1), durable: false);
        journal.Append(Begin(2), durable: false);
        for (var i = 0; i < 50; i++)
            journal.Append(Entry(2, JournalEvent.Note) with { Detail = text }, durable: false);
        journal.Compact();
        Assert.Equal((51, "tx2", JournalEvent.Begin), (journal.Entries.Count, journal.Entries[0].Transaction, journal.Entries[0].Event));
        Assert.Equal(51, Journal.Read(Path).Count);
    }

    [Fact]
    public void A_reader_sees_only_whole_entries_while_another_writes()
    {
        using var journal = Journal.Open(Path, TimeProvider.System);
        var writer = Task.Run(() =>
        {
            for (var i = 1; i <= 2000; i++)
                journal.Append(Begin(i) with { Detail = new string('y', i % 300) }, durable: false);
        });
        var seen = 0;
        do
        {
            var numbers = Journal.Read(Path).Select(e => e.Number).ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
            Assert.True(numbers.Count >= seen);
            seen = numbers.Count;
        }
        while (!writer.IsCompleted);
        Assert.Equal(2000, Journal.Read(Path).Count);
    }

    [Fact]
    public void What_was_reserved_can_be_written_on_a_full_disk()
    {
        using var disk = SmallDisk.Ext4OrSkip(_folder, megabytes: 8);
        using var journal = Journal.Open(disk["journal"], TimeProvider.System);
        journal.Append(Begin(1), durable: true);
        journal.Reserve();
        disk.Fill();
        Assert.Throws<IOException>(() => File.WriteAllBytes(disk["more"], new byte[8192]));

        for (var i = 0; i < 100; i++)
            journal.Append(Entry(1, JournalEvent.Undone) with { Detail = new string('z', 1000) }, durable: true);

        Assert.Equal(101, Journal.Read(disk["journal"]).Count);
        Assert.Throws<IOException>(journal.Reserve);
    }

    [Fact]
    public void A_file_system_that_cannot_reserve_is_no_reason_to_refuse()
    {
        using var disk = SmallDisk.MountOrSkip(_folder, "ramfs", "none");
        using var journal = Journal.Open(disk["journal"], TimeProvider.System);
        journal.Reserve();
        journal.Append(Begin(1), durable: true);
        Assert.Single(Journal.Read(disk["journal"]));
    }

    private static JournalEntry Begin(int n) => Entry(n, JournalEvent.Begin) with { Release = $"{n}-x" };

    private static JournalEntry Entry(int n, JournalEvent what) => new() { Transaction = $"tx{n}", Event = what };

    private void Write(IEnumerable<JournalEntry> entries)
    {
        using var journal = Journal.Open(Path, TimeProvider.System);
        foreach (var entry in entries)
            journal.Append(entry, durable: true);
    }
}
