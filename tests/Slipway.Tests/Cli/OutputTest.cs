using Slipway.Cli.Output;
using Slipway.Events;
using Xunit;

namespace Slipway.Tests.Cli;

public class OutputTest
{
    [Fact]
    public void Json_writes_one_event_a_line_and_the_result_last()
    {
        var text = new StringWriter();
        using (var output = new JsonOutput(text, new StillClock()))
            Story.Tell(output);
        Assert.Equal("""
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"upload","host":"web1","title":"Upload the release","state":"started"}
            {"type":"progress","time":"2026-01-02T03:04:05.678Z","id":"upload","host":"web1","done":50,"total":100,"unit":"bytes"}
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"upload","host":"web1","title":"Upload the release","state":"done","ms":212,"detail":"3 of 4,714 files, 12.4 kB"}
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"migrate","host":"web1","title":"Migrate","state":"skipped","detail":"nothing pending"}
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"start","host":"web1","title":"Start the new release","state":"started"}
            {"type":"log","time":"2026-01-02T03:04:05.678Z","host":"web1","source":"web","line":"\u001B[31mConnection\trefused\u001B[0m\r","stream":"err"}
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"start","host":"web1","title":"Start the new release","state":"failed","ms":61000,"detail":"502 for 60 s"}
            {"type":"step","time":"2026-01-02T03:04:05.678Z","id":"upload","host":"web1","title":"Upload the release","state":"undone","ms":12}
            {"type":"problem","time":"2026-01-02T03:04:05.678Z","problem":{"code":"health.not-ready","title":"The new release did not become healthy in 60 s","detail":"GET /health answered 502 Bad Gateway 58 times.\nLast words: [bold]Connection refused\u001B[31m","causes":["The database refuses connections","The app listens elsewhere"],"remedy":"Start the database, then deploy again:\n  slipway exec -- systemctl status mariadb","where":"web1:start","exit":20}}
            {"type":"result","time":"2026-01-02T03:04:05.678Z","command":"deploy","exit":20,"outcome":"undone","environment":"staging","release":"16-aa01b2c3","ms":62000,"steps":[{"id":"upload","host":"web1","outcome":"undone","ms":12},{"id":"migrate","host":"web1","outcome":"skipped"},{"id":"start","host":"web1","outcome":"failed","ms":61000}],"problem":{"code":"health.not-ready","title":"The new release did not become healthy in 60 s","detail":"GET /health answered 502 Bad Gateway 58 times.\nLast words: [bold]Connection refused\u001B[31m","causes":["The database refuses connections","The app listens elsewhere"],"remedy":"Start the database, then deploy again:\n  slipway exec -- systemctl status mariadb","where":"web1:start","exit":20}}

            """, text.ToString());
    }

    [Fact]
    public void Every_line_of_json_reads_back_as_the_event_it_was()
    {
        DeploymentEvent[] events =
        [
            new StepEvent("switch", null, "Switch", StepState.Done, 3) { Time = new StillClock().GetUtcNow() },
            new ProgressEvent("upload", "web1", 1, 2, "files"),
            new LogEvent("web1", "web", "a\n\"b\" \u2028 ü 🚀"),
        ];
        Assert.Equal(events, events.Select(e => EventJson.Read(EventJson.Write(e))));
    }

    [Fact]
    public void The_last_line_says_where_the_site_is()
    {
        var result = ResultEvent.Succeeded("deploy", "released 1-3fa9c2d1 to local") with { Ms = 2000, Url = "http://127.0.0.1:8080/" };
        Assert.Equal("released 1-3fa9c2d1 to local in 2.0 s: http://127.0.0.1:8080/", Summary.Of(result));
        Assert.Equal("nothing to do: http://127.0.0.1:8080/", Summary.Of(result with { Summary = null, Ms = null, Outcome = Outcome.NothingToDo }));
    }

    [Fact]
    public void Plain_writes_one_line_an_event_with_its_host()
    {
        var text = new StringWriter();
        using (var output = new PlainOutput(text))
            Story.Tell(output);
        Assert.Equal("""
            Deploying shop to staging
            web1 | Upload the release ...
            web1 | Upload the release done (0.2 s): 3 of 4,714 files, 12.4 kB
            web1 | Migrate skipped: nothing pending
            web1 | Start the new release ...
            web1 | web: Connection refused
            web1 | Start the new release FAILED (1 min 01 s): 502 for 60 s
            web1 | Upload the release undone (12 ms)
            problem: The new release did not become healthy in 60 s [health.not-ready]
              where: web1:start
              GET /health answered 502 Bad Gateway 58 times.
              Last words: [bold]Connection refused
              cause 1: The database refuses connections
              cause 2: The app listens elsewhere
              what to do: Start the database, then deploy again:
                  slipway exec -- systemctl status mariadb
            deploy failed and was undone; 16-aa01b2c3 serves, after 1 min 02 s

            """, text.ToString());
    }

    [Fact]
    public void Rich_leaves_a_readable_screen_behind()
    {
        var text = new StringWriter();
        using (var output = new RichOutput(text, TextReader.Null, colors: false, () => (72, 40), new StillClock()))
            Story.Tell(output);
        Assert.Equal("""
            Deploying shop to staging
              ✓ Upload the release            0.2 s  3 of 4,714 files, 12.4 kB
              – Migrate                              nothing pending
                web1 web │ Connection refused
              ✗ Start the new release    1 min 01 s  502 for 60 s
              ↺ Upload the release            12 ms  undone

            ╭─ ✗ The new release did not become healthy in 60 s ──────────────────╮
            │                                                                     │
            │  GET /health answered 502 Bad Gateway 58 times.                     │
            │  Last words: [bold]Connection refused                               │
            │                                                                     │
            │  Likely causes                                                      │
            │  1. The database refuses connections                                │
            │  2. The app listens elsewhere                                       │
            │                                                                     │
            │  What to do                                                         │
            │  Start the database, then deploy again:                             │
            │    slipway exec -- systemctl status mariadb                         │
            │                                                                     │
            │  web1:start · health.not-ready                                      │
            ╰─────────────────────────────────────────────────────────────────────╯

            ↺ deploy failed and was undone; 16-aa01b2c3 serves, after 1 min 02 s
            """, Screen.Of(text.ToString()));
    }

    [Fact]
    public void Rich_gathers_the_hosts_of_a_step_in_one_row()
    {
        var text = new StringWriter();
        using var output = new RichOutput(text, TextReader.Null, colors: false, () => (80, 40), new StillClock());
        foreach (var host in (string[])["web1", "web2", "web3"])
            output.Emit(new StepEvent("start", host, "Start", StepState.Started));
        output.Emit(new StepEvent("start", "web1", "Start", StepState.Done, 900));
        output.Emit(new StepEvent("start", "web3", "Start", StepState.Failed, 1200, "exit status 1"));
        Assert.Equal("""
              ✗ Start                              0.0 s  2 of 3 hosts, waiting for web2
                  web3: exit status 1
            """, Screen.Of(text.ToString()));
    }

    [Fact]
    public void No_text_makes_an_output_throw()
    {
        var random = new Random(20260102);
        for (var i = 0; i < 300; i++)
        {
            var odd = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => OddCharacter(random))]);
            using var rich = new RichOutput(TextWriter.Null, TextReader.Null, i % 2 == 0, () => (random.Next(40, 120), 8), new StillClock());
            using var plain = new PlainOutput(TextWriter.Null);
            using var json = new JsonOutput(TextWriter.Null, new StillClock());
            foreach (var output in (IOutput[])[rich, plain, json])
            {
                output.Line(odd);
                output.Emit(new StepEvent(odd, odd, odd, StepState.Started, Detail: odd));
                output.Emit(new ProgressEvent(odd, odd, -1, 0, odd));
                output.Emit(new LogEvent(odd, odd, odd));
                output.Emit(new ProblemEvent(new(odd, odd, odd, [odd, ""], odd, odd)));
                output.Table(new OutputTable([odd, ""], [[odd], [odd, odd]]));
                output.Emit(new ResultEvent(odd, 0, Outcome.Done) { Summary = odd });
            }
        }
    }

    private const string Odd = "[]{}/\\\u001b\u009b\u0007\r\n\t\0\ud83d\ude80\u202e";

    private static char OddCharacter(Random random) => random.Next(3) switch
    {
        0 => Odd[random.Next(Odd.Length)],
        1 => (char)random.Next(0x20, 0x7f),
        _ => (char)random.Next(0x10000),
    };
}
