using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>Where a command tells what happens. Safe from several threads; never throws, whatever the text or the terminal.</summary>
internal interface IOutput : IDisposable
{
    /// <summary>Shows an event. Text from hosts may hold anything but secrets.</summary>
    void Emit(DeploymentEvent e);

    /// <summary>A line for people; <c>--json</c> leaves it out.</summary>
    void Line(string text);

    /// <summary>A line of a told story, for people; <c>--json</c> leaves it out.</summary>
    void Note(NoteKind kind, string text);

    /// <summary>Rows for people; <c>--json</c> leaves them out (use <see cref="ResultEvent.Data"/>).</summary>
    void Table(OutputTable table);

    /// <summary>A line that the person asked to see (<c>logs</c>, <c>exec</c>): for people only its text, behind its origin when <paramref name="origin"/> is given.</summary>
    void Show(LogEvent line, string? origin);

    /// <summary>A document that the person asked for, as it is (<c>validate --format junit</c>); <c>--json</c> leaves it out.</summary>
    void Document(string text);

    /// <summary>Asks on the terminal; null when there is no answer (end of input).</summary>
    string? Ask(string question);

    /// <summary>True once the reader is gone (<c>slipway logs | head</c>).</summary>
    bool IsClosed { get; }
}
