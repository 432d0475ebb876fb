using System.Text.Json.Nodes;
using Slipway.Cli.Local;
using Slipway.Cli.Output;
using Slipway.Events;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Demo;

/// <summary>Runs the commands of the story as the command line would, and keeps what was claimed.</summary>
internal sealed class DemoStage
{
    private readonly DemoProject _project;
    private readonly CommandContext _outer;
    private readonly CommandContext _context;
    private readonly LocalSite _site;
    private readonly List<Claim> _claims = [];

    public DemoStage(DemoProject project, CommandContext context)
    {
        (_project, _outer, _site) = (project, context, LocalSite.Of(project.Folder));
        _context = new CommandContext
        {
            Output = new DemoOutput(context.Output, context.Verbose),
            Folder = project.Folder,
            Cancel = context.Cancel,
            LeaveCtrlC = context.LeaveCtrlC,
            Verbose = context.Verbose,
            Yes = true,
            Clock = context.Clock,
        };
    }

    public IReadOnlyList<string> Missed => [.. _claims.Where(claim => !claim.Observed).Select(claim => claim.Text)];

    public JsonArray ClaimsAsJson() => new([.. _claims.Select(claim => (JsonNode)new JsonObject { ["claim"] = claim.Text, ["observed"] = claim.Observed })]);

    public void Heading(string text) => _outer.Output.Note(NoteKind.Heading, text);

    public void Quiet(string text) => _outer.Output.Note(NoteKind.Quiet, text);

    public void Claim(bool observed, string text)
    {
        _claims.Add(new(text, observed));
        _outer.Output.Note(observed ? NoteKind.Good : NoteKind.Bad, text);
    }

    /// <summary>Runs a command that has to succeed.</summary>
    /// <exception cref="ProblemException">It did not.</exception>
    public async Task<ResultEvent> RunAsync(string typed, Func<CommandContext, Task<ResultEvent>> command)
    {
        _outer.Output.Note(NoteKind.Command, typed);
        var started = _outer.Clock.GetTimestamp();
        var result = await command(_context);
        return Ended(result, started);
    }

    /// <summary>Runs a command that may fail: then the problem is shown and is in the result.</summary>
    public async Task<ResultEvent> TryAsync(string typed, Func<CommandContext, Task<ResultEvent>> command)
    {
        _outer.Output.Note(NoteKind.Command, typed);
        var started = _outer.Clock.GetTimestamp();
        try
        {
            return Ended(await command(_context), started);
        }
        catch (ProblemException e)
        {
            foreach (var problem in e.Problems)
                _context.Output.Emit(new ProblemEvent(problem));
            return Ended(ResultEvent.Of("deploy", e.Problem), started);
        }
    }

    /// <summary>Where the guest book is reached.</summary>
    public Task<Uri> AddressAsync() => new LocalServerClient(_site).EdgeAsync(cancel: _outer.Cancel);

    /// <summary>Asks for the page as anybody would.</summary>
    /// <returns>Null when there is no whole page.</returns>
    public static async Task<GuestBookPage?> LookAsync(Uri address)
    {
        using var connection = new VisitorConnection(address);
        try
        {
            return await connection.GetAsync("/") is { Status: 200 } answer ? GuestBookPage.Read(answer.Body) : null;
        }
        catch (VisitFailedException)
        {
            return null;
        }
    }

    /// <summary>Ends the local server and removes the folder, or says how to look at what is left. Also after Ctrl+C.</summary>
    public async Task LeaveAsync(bool keep)
    {
        if (keep)
        {
            Heading("It is still there");
            Quiet($"cd {_project.Folder}");
            Quiet("slipway local status         its address and processes");
            Quiet("slipway local stop           end it; then remove the folder");
            return;
        }

        await LocalEnd.StopAsync(_site, _outer.Clock, _ => { });
        _project.Remove();
        if (Directory.Exists(_site.Run))
            Directory.Delete(_site.Run, recursive: true);
        Quiet("");
        Quiet("Cleaned up: the local server is stopped, the folder is removed (--keep leaves both).");
    }

    private ResultEvent Ended(ResultEvent result, long started)
    {
        result = result with { Ms = result.Ms ?? (long)_outer.Clock.GetElapsedTime(started).TotalMilliseconds };
        _context.Output.Emit(result);
        return result;
    }
}
