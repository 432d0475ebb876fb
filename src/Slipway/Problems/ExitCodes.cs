namespace Slipway.Problems;

/// <summary>The documented exit codes (docs/json.md).</summary>
public static class ExitCodes
{
    public const int Done = 0;
    public const int Bug = 1;
    public const int Usage = 2;
    public const int ChecksFailed = 3;
    public const int Refused = 4;
    public const int Unreadable = 10;
    public const int Locked = 11;
    public const int Unreachable = 12;
    public const int Undone = 20;
    public const int UndoFailed = 21;
    public const int Cancelled = 130;
}
