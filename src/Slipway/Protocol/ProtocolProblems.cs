using System.Text;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>The problems of the protocol between client and agent.</summary>
internal static class ProtocolProblems
{
    private const string TryAgain = "Run the command again: the host finishes or undoes on its own what was begun.";
    private const string Report = "This is a defect in Slipway or a program that writes into its pipe; run again with -v and report it.";

    public static ProblemException NotAFrame(ReadOnlySpan<byte> bytes) => Fail(new Problem(
        "protocol.not-a-frame",
        "The other end sent bytes that are no frame",
        $"expected a frame header, got {Show(bytes)}",
        ["a program on the host wrote to the agent's standard output"],
        Report) { Exit = ExitCodes.Unreachable });

    public static ProblemException OtherVersion(int version) => Fail(new Problem(
        "protocol.other-version",
        "The other end speaks another version of the protocol",
        $"this program speaks version {FrameHeader.Version}, the other end {version}",
        Remedy: "Use the client and the agent of the same release.") { Exit = ExitCodes.Unreachable });

    public static ProblemException Violation(string detail) => Fail(new Problem(
        "protocol.violation", "The other end broke the rules of the protocol", detail, Remedy: Report) { Exit = ExitCodes.Unreachable });

    public static ProblemException NoHello(string detail, ReadOnlySpan<byte> noise) => Fail(new Problem(
        "protocol.no-hello",
        "The other end did not greet",
        noise.IsEmpty ? detail : $"{detail}; it sent: {Show(noise)}",
        ["the login prints much text and never starts the agent", "another program answers there"],
        "Log in by hand with ssh and look at what it prints before the prompt.") { Exit = ExitCodes.Unreachable });

    public static ProblemException TooLarge(string method, long bytes) => Fail(new Problem(
        "protocol.too-large",
        $"A message is too large to send: {method}",
        $"{bytes} bytes, at most {MessageAssembly.MaxMessage} are allowed",
        Remedy: Report) { Exit = ExitCodes.Unreachable });

    public static Problem EndOfInput(string detail) => new(
        "protocol.end-of-input",
        "The connection ended without a bye",
        detail,
        ["the network was cut", "the other end was killed or the host went down"],
        TryAgain) { Exit = ExitCodes.Unreachable };

    public static Problem Silence(TimeSpan limit) => new(
        "protocol.silence",
        "The connection is dead",
        $"nothing was heard for {limit.TotalSeconds:0.#} s",
        ["the network was cut", "the host froze or lost power"],
        TryAgain) { Exit = ExitCodes.Unreachable };

    public static Problem Ended(ConnectionEnd end) => end.Problem ?? new Problem(
        "protocol.ended", "The connection has ended", "the other end said bye", Remedy: TryAgain) { Exit = ExitCodes.Unreachable };

    public static readonly Problem Closed = new(
        "protocol.closed", "The connection was closed by this side", Remedy: TryAgain) { Exit = ExitCodes.Unreachable };

    public static ProblemException Deadline(string what, TimeSpan deadline) => Fail(new Problem(
        "protocol.deadline",
        $"No answer in time: {what}",
        $"waited {deadline.TotalSeconds:0.#} s",
        ["the host is overloaded"],
        TryAgain) { Exit = ExitCodes.Unreachable });

    public static Problem UnknownMethod(string method) => new(
        "protocol.unknown-method", $"The other end does not know the request {method}", Remedy: "Use the client and the agent of the same release.");

    public static readonly Problem Cancelled = new(
        "protocol.cancelled", "The request was cancelled", Remedy: TryAgain) { Exit = ExitCodes.Cancelled };

    public static Problem Busy(int limit) => new(
        "protocol.busy", "The other end has too many requests open", $"at most {limit}", Remedy: Report);

    /// <summary>The other end's disk, not a mistake of ours: full, read-only, broken.</summary>
    public static Problem FilesFailed(string method, Exception e) => new(
        "host.files-failed", $"The host cannot read or write its files ({method})", e.Message,
        ["the disk or its inodes are full", "the file system became read-only after an error", "files below /var/lib/slipway were given to somebody else"],
        "Look on the host: df -h, df -i, dmesg. Then run the command again.");

    public static Problem Bug(string method, Exception e) => new(
        "protocol.bug",
        $"The other end failed in {method}: {e.GetType().Name}: {e.Message}",
        e.StackTrace,
        Remedy: Report) { Exit = ExitCodes.Bug };

    public static ProblemException BulkBroken(string name, string detail) => Fail(new Problem(
        "protocol.bulk-broken", $"The stream {name} ended before it was complete", detail, Remedy: TryAgain) { Exit = ExitCodes.Unreachable });

    public static Problem HandlerFailed(Exception e) => (e as ProblemException)?.Problem ?? new Problem(
        "protocol.handler-failed", $"A message could not be handled: {e.Message}", e.StackTrace, Remedy: Report) { Exit = ExitCodes.Bug };

    private static ProblemException Fail(Problem problem) => new(problem);

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes[..Math.Min(bytes.Length, 200)])
            text.Append(b is >= 32 and < 127 ? (char)b : '·');
        return $"\"{text}\"";
    }
}
