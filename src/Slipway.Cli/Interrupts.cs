using System.Runtime.InteropServices;
using Slipway.Problems;

namespace Slipway.Cli;

/// <summary>Ctrl+C is ours: the first one cancels, the second one leaves. TERM and HUP cancel.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _onFirst;
    private readonly Action _onLeave;
    private int _count;
    private int _leaving;

    /// <param name="onFirst">Called once, from a signal thread.</param>
    /// <param name="onLeave">Called just before the process ends.</param>
    public Interrupts(Action onFirst, Action onLeave)
    {
        (_onFirst, _onLeave) = (onFirst, onLeave);
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Token => _cancel.Token;

    /// <summary>Until it is disposed, Ctrl+C belongs to the program that has the terminal.</summary>
    public IDisposable LeaveCtrlC()
    {
        Interlocked.Increment(ref _leaving);
        return new Left(this);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _cancel.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT && Volatile.Read(ref _leaving) > 0)
            return;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _onFirst();
            _cancel.Cancel();
        }
        else if (context.Signal == PosixSignal.SIGINT)
        {
            _onLeave();
            Environment.Exit(ExitCodes.Cancelled);
        }
    }

    private sealed class Left(Interrupts interrupts) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref interrupts._leaving);
    }
}
