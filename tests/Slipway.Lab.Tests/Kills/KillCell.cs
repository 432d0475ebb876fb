namespace Slipway.Lab.Tests.Kills;

/// <summary>One case: the transaction of a host stands still at a point of a step, and there something ends.</summary>
/// <param name="Step">Id of the step.</param>
/// <param name="Point">before, inside, after or undo (of the step, after a later one has failed).</param>
/// <param name="Host">Which of the hosts stands still and is struck.</param>
/// <param name="AfterCommit">The client has left by then.</param>
public sealed record KillCell(string Step, string Point, Strike Strike, int Host, bool AfterCommit)
{
    public bool IsUndo => Point == KillMatrix.Undo;

    public override string ToString() => $"{Step}:{Point} × {Strike} on host {Host + 1}";
}
