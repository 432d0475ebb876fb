using Slipway.Cli.Output;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Tests.Cli;

/// <summary>One failed deploy, the same for every output.</summary>
internal static class Story
{
    public static Problem Unhealthy { get; } = new(
        "health.not-ready",
        "The new release did not become healthy in 60 s",
        "GET /health answered 502 Bad Gateway 58 times.\nLast words: [bold]Connection refused\u001b[31m",
        ["The database refuses connections", "The app listens elsewhere"],
        "Start the database, then deploy again:\n  slipway exec -- systemctl status mariadb",
        "web1:start") { Exit = ExitCodes.Undone };

    public static void Tell(IOutput output)
    {
        output.Line("Deploying shop to staging");
        output.Emit(new StepEvent("upload", "web1", "Upload the release", StepState.Started));
        output.Emit(new ProgressEvent("upload", "web1", 50, 100, "bytes"));
        output.Emit(new StepEvent("upload", "web1", "Upload the release", StepState.Done, 212, "3 of 4,714 files, 12.4 kB"));
        output.Emit(new StepEvent("migrate", "web1", "Migrate", StepState.Skipped, Detail: "nothing pending"));
        output.Emit(new StepEvent("start", "web1", "Start the new release", StepState.Started));
        output.Emit(new LogEvent("web1", "web", "\u001b[31mConnection\trefused\u001b[0m\r", LogStream.Err));
        output.Emit(new StepEvent("start", "web1", "Start the new release", StepState.Failed, 61_000, "502 for 60 s"));
        output.Emit(new StepEvent("upload", "web1", "Upload the release", StepState.Undone, 12));
        output.Emit(new ProblemEvent(Unhealthy));
        output.Emit(ResultEvent.Of("deploy", Unhealthy) with { Environment = "staging", Release = "16-aa01b2c3", Ms = 62_000 });
    }
}
