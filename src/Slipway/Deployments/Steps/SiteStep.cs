using System.Text.Json;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Web server site and units. Only files that differ are written, each with the old one kept beside it, so that the undo is a
/// rename; then the configuration is tested and reloaded. Other sites are not touched.
/// </summary>
public sealed record SiteStep(IReadOnlyList<SiteFile> Files) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        context.Machine.PrepareRunFolder();
        var changes = Files.Where(f => !f.IsCurrent()).Select(f => new SiteChange(f.Path, f.Exists())).ToList();
        if (changes.Count == 0)
        {
            await context.InsideAsync();
            return;
        }

        Directory.CreateDirectory(context.WorkFolder);
        foreach (var change in changes)
            change.KeepOld();
        // Only now: an undo without the record does nothing, with it every kept file is the one that this step replaces.
        AtomicFile.Write(Record(context), JsonSerializer.Serialize(changes, DeploymentsJson.Default.ListSiteChange));
        foreach (var file in Files.Where(f => !f.IsCurrent()))
            file.Write();
        await context.InsideAsync();
        await context.Machine.ApplySiteAsync([.. changes.Select(c => c.Path)], context.Cancel);
        context.Log($"changed: {string.Join(", ", changes.Select(c => c.Path))}");
    }

    public override async Task UndoAsync(StepContext context)
    {
        var changes = Changes(context);
        if (changes.Count == 0)
            return;
        foreach (var change in changes)
            change.PutBack();
        await context.Machine.ApplySiteAsync([.. changes.Select(c => c.Path)], context.Cancel);
        Posix.Unlink(Record(context));
    }

    /// <summary>After the commit: the old files are no longer needed.</summary>
    internal static void Settle(StepContext context)
    {
        foreach (var change in Changes(context))
            change.Forget();
        Posix.Unlink(Record(context));
    }

    private static List<SiteChange> Changes(StepContext context) => File.Exists(Record(context))
        ? JsonSerializer.Deserialize(File.ReadAllBytes(Record(context)), DeploymentsJson.Default.ListSiteChange) ?? []
        : [];

    private static string Record(StepContext context) => Path.Combine(context.WorkFolder, "site.json");
}

/// <param name="Text">Its content; for a symlink the target.</param>
public sealed record SiteFile(string Path, string Text)
{
    public bool IsLink { get; init; }

    /// <summary>Changes only what the file says, so writing it again would change nothing.</summary>
    public bool IsCurrent() => IsLink
        ? new FileInfo(Path).LinkTarget == Text
        : File.Exists(Path) && File.ReadAllText(Path) == Text;

    internal bool Exists() => File.Exists(Path) || new FileInfo(Path).LinkTarget is not null;

    internal void Write()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!IsLink)
        {
            AtomicFile.Write(Path, Text, FileModes.Public);
            return;
        }

        var made = Beside(Path, "new");
        Posix.Unlink(made);
        Posix.Symlink(Text, made);
        Posix.Rename(made, Path);
        Posix.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>A name that neither nginx's nor systemd's wildcards match.</summary>
    internal static string Beside(string path, string what) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.slipway-{what}");
}

/// <param name="Existed">False: the undo removes it.</param>
public sealed record SiteChange(string Path, bool Existed)
{
    private string Kept => SiteFile.Beside(Path, "old");

    internal void KeepOld()
    {
        Posix.Unlink(Kept);
        if (!Existed)
            return;
        if (new FileInfo(Path).LinkTarget is { } target)
            Posix.Symlink(target, Kept);
        else
            Posix.Link(Path, Kept);
        Posix.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    internal void PutBack()
    {
        Posix.Unlink(SiteFile.Beside(Path, "new"));
        if (!Existed)
            Posix.Unlink(Path);
        else if (File.Exists(Kept) || new FileInfo(Kept).LinkTarget is not null)
            Posix.Rename(Kept, Path);
        Posix.Unlink(Kept); // renaming one name of a file to another of its names does nothing
    }

    internal void Forget() => Posix.Unlink(Kept);
}
