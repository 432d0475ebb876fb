using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Units are templates with an instance per release. A template that changes would change how the old release starts again, when it
/// crashes or is put back, so the new text goes into a file of the new release's own instance, which systemd prefers to the template.
/// It becomes the template when no other release runs.
/// </summary>
internal static class ReleaseUnits
{
    private const string Folder = "/etc/systemd/system/";
    private const string Template = "@.";

    /// <summary>The file as it is written while the release before may need its own.</summary>
    public static SiteFile Beside(SiteFile file, HostPlan plan) =>
        plan.Previous is not null && IsTemplate(file.Path, plan) && file.Exists() && !file.IsCurrent()
            ? file with { Path = InstanceOf(file.Path, plan.Release) }
            : file;

    /// <summary>Makes templates of the instance files of the release, once nothing runs by the old ones.</summary>
    /// <returns>The paths that changed.</returns>
    public static IReadOnlyList<string> Settle(HostPlan plan)
    {
        var changed = new List<string>();
        foreach (var template in plan.Steps.OfType<SiteStep>().SelectMany(s => s.Files).Select(f => f.Path).Where(path => IsTemplate(path, plan)))
        {
            var instance = InstanceOf(template, plan.Release);
            if (!File.Exists(instance))
                continue;
            Posix.Rename(instance, template);
            changed.Add(template);
        }

        if (changed.Count > 0)
            Posix.SyncFolder(Folder);
        return changed;
    }

    /// <summary>Removes the instance files of releases that do not run; whoever brings one back writes its own again.</summary>
    /// <returns>The paths that have gone.</returns>
    public static IReadOnlyList<string> Remove(IEnumerable<ReleaseDescription> stopped)
    {
        var files = stopped.SelectMany(r => r.Site.Where(f => f.Path.Contains(Template)).Select(f => InstanceOf(f.Path, r.Release))).Where(File.Exists).ToList();
        files.ForEach(Posix.Unlink);
        return files;
    }

    private static string InstanceOf(string template, string release) => template.Replace(Template, $"@{release}.");

    // The unit that recovers is every app's.
    private static bool IsTemplate(string path, HostPlan plan) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.Contains(Template) && Path.GetFileName(path).Contains($"-{plan.Layout.Key}-", StringComparison.Ordinal);
}
