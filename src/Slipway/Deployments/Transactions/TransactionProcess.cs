using System.Text.Json;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// The process in which a transaction lives: its own unit on a server, so that neither the ssh session's end nor its own death
/// leaves anything half done. Started again, it finds its transaction open in the journal and recovers it.
/// </summary>
public static class TransactionProcess
{
    /// <summary>Runs the transaction whose plan lies in <paramref name="planFile"/>; returns the exit code of the process.</summary>
    public static async Task<int> RunAsync(string planFile, Func<HostPlan, IMachine> machineOf, TimeProvider time)
    {
        var plan = ReadPlan(planFile);
        await using var channel = TransactionChannel.Listen(plan.Layout, plan.Transaction);
        using var control = new TransactionControl(plan, time);
        using var hostLock = await TakeLockAsync(plan, time);
        if (hostLock is null)
            return await RefuseAsync(channel, control, TransactionProblems.Locked(HostLock.Holder(plan.Layout)?.Describe(time.GetUtcNow())));
        using var journal = Journal.Open(plan.Layout.Journal, time);
        if (TransactionRecord.From(journal.Entries).Any(r => r.Id == plan.Transaction))
        {
            await Recovery.RunAsync(plan.Layout, journal, machineOf, time, channel.Send, channel.Attach);
            return 0;
        }

        await Recovery.RunAsync(plan.Layout, journal, machineOf, time, _ => { }, interrupted => interrupted.WantLock());
        if (plan.Format != HostPlan.CurrentFormat)
            return await RefuseAsync(channel, control, TransactionProblems.WrongFormat(plan.Format));
        if (journal.Head != plan.JournalHead)
            return await RefuseAsync(channel, control, TransactionProblems.Stale(plan.JournalHead, journal.Head));
        if (TryMachine(machineOf, plan, out var machine) is { } problem)
            return await RefuseAsync(channel, control, problem);
        channel.Attach(control);
        channel.Send(new TransactionEvent { Kind = "accepted" });
        var runner = new TransactionRunner(Context(plan, journal, machine!, control, time, channel.Send));
        channel.Send(await runner.RunAsync());
        await runner.LeaveAsync();
        await channel.FlushAsync();
        return 0;
    }

    /// <summary>
    /// A holder whose transaction is decided only tidies up: it is asked to leave that to us. One that recovers this very transaction is
    /// waited for: if it dies too, we are the next.
    /// </summary>
    private static async Task<HostLock?> TakeLockAsync(HostPlan plan, TimeProvider time)
    {
        var holder = new LockHolder(plan.Transaction, plan.Who, $"{plan.Kind} {plan.Release}", time.GetUtcNow(), Environment.ProcessId);
        var asked = false;
        while (true)
        {
            if (HostLock.TryTake(plan.Layout, holder) is { } taken)
                return taken;
            var last = TransactionRecord.From(Journal.Read(plan.Layout.Journal)) is [.., var newest] ? newest : null;
            if (last?.Id != plan.Transaction && !OnlyTidiesUp(plan.Layout, last))
                return null;
            asked = asked || await TransactionChannel.TryWantLockAsync(plan.Layout, last!.Id);
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, CancellationToken.None);
        }
    }

    private static bool OnlyTidiesUp(HostLayout layout, TransactionRecord? last) =>
        last is { Committed: true } || (last is { Outcome: not null } && HostLock.Holder(layout)?.Transaction is { } held && (held == last.Id || held.Length == 0));

    private static Problem? TryMachine(Func<HostPlan, IMachine> machineOf, HostPlan plan, out IMachine? machine)
    {
        machine = null;
        try
        {
            machine = machineOf(plan);
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem;
        }
    }

    internal static StepContext Context(HostPlan plan, Journal journal, IMachine machine, TransactionControl control, TimeProvider time, Action<TransactionEvent> emit)
    {
        var context = new StepContext { Plan = plan, Machine = machine, Journal = journal, Control = control, Time = time, Emit = emit };
        context.Redactor = new Redactor(TrySecrets(context));
        return context;
    }

    internal static HostPlan ReadPlan(string planFile) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(planFile), DeploymentsJson.Default.HostPlan)
        ?? throw new ProblemException(new Problem("transaction.plan-unreadable", "The plan cannot be read", planFile, null, "Make the plan again."));

    private static IReadOnlyList<Secret> TrySecrets(StepContext context)
    {
        try
        {
            return ReleaseVariables.Of(context).Secrets;
        }
        catch (Exception e) when (e is IOException or ProblemException)
        {
            return [];
        }
    }

    private static async Task<int> RefuseAsync(TransactionChannel channel, TransactionControl control, Problem problem)
    {
        channel.Attach(control);
        channel.Send(TransactionEvent.Refused(problem));
        await channel.FlushAsync();
        return 0;
    }
}
