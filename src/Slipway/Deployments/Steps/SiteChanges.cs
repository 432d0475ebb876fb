using System.Text.Json;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Steps;

/// <summary>
/// The files of web server and systemd that one step of a transaction changes: only those that differ are written, each with the old
/// one kept beside it, then they are made to count.
/// </summary>
/// <param name="name">Of the record in the transaction's folder; each step has its own.</param>
internal sealed class SiteChanges(StepContext context, string name)
{
    private string Record => Path.Combine(context.WorkFolder, name + ".json");

    /// <returns>The paths that changed; none when all files are as they must be.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync(IReadOnlyList<SiteFile> files)
    {
        var differ = files.Where(f => !f.IsCurrent()).ToList();
        if (differ.Count > 0)
        {
            Directory.CreateDirectory(context.WorkFolder);
            var changes = differ.Select(f => new SiteChange(f.Path, f.Exists())).ToList();
            foreach (var change in changes)
                change.KeepOld();
            // Only now: an undo without the record does nothing, with it every kept file is the one that this step replaces.
            AtomicFile.Write(Record, JsonSerializer.Serialize(changes, DeploymentsJson.Default.ListSiteChange));
            foreach (var file in differ)
                file.Write();
        }

        await context.InsideAsync();
        var paths = differ.Select(f => f.Path).ToList();
        if (paths.Count == 0)
            return paths;
        await context.Machine.ApplySiteAsync(paths, context.Cancel);
        context.Log($"changed: {string.Join(", ", paths)}");
        return paths;
    }

    public async Task PutBackAsync()
    {
        var changes = Read();
        if (changes.Count == 0)
            return;
        foreach (var change in changes)
            change.PutBack();
        // A shape that nobody asks for may stay in nginx until its next reload, which visitors feel.
        var counting = changes.Where(c => c.Existed || NginxShape.IdOf(context.Layout, c.Path) is null).Select(c => c.Path).ToList();
        try
        {
            if (counting.Count > 0)
                await context.Machine.ApplySiteAsync(counting, context.Cancel);
        }
        catch (ProblemException e) when (e.Problem.Code == MachineProblems.SiteRefusedCode)
        {
            // Every byte is back; somebody else's site is broken now. Whether the old release serves is proven at the end.
            context.Log($"all files are as they were, but nginx cannot be reloaded: {e.Problem.Detail}", isError: true);
        }

        Posix.Unlink(Record);
    }

    /// <summary>After the commit: the old files are no longer needed.</summary>
    public void Forget()
    {
        foreach (var change in Read())
            change.Forget();
        Posix.Unlink(Record);
    }

    private List<SiteChange> Read() => File.Exists(Record)
        ? JsonSerializer.Deserialize(File.ReadAllBytes(Record), DeploymentsJson.Default.ListSiteChange) ?? []
        : [];
}
