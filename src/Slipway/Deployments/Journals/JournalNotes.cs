namespace Slipway.Deployments.Journals;

/// <summary>The notes of steps that are read again later.</summary>
internal static class JournalNotes
{
    /// <summary>Before the names of the migrations that are about to be applied, tabs between them.</summary>
    public const string Migrations = "migrations: ";

    /// <summary>Before the names of migrations that are pending and that the approved plan did not show, tabs between them: the next plan shows them.</summary>
    public const string NotApproved = "not approved: ";

    /// <summary>Older data is about to be put in the place of the present.</summary>
    public const string RestoreBegun = "restore begun";

    /// <summary>The dump of this transaction is back: its migrations, or the data that it restored, are gone.</summary>
    public const string DumpRestored = "dump restored";

    /// <summary>Before the releases that still answered begun requests when another transaction took over, tabs between them.</summary>
    public const string HandedOver = "handed over: ";

    /// <summary>An undo keeps visitors out until the data is back, which is another host's work.</summary>
    public const string AwaitsData = "awaits data";
}
