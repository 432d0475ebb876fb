using System.Text;

namespace Slipway.Project.Changes;

/// <summary>The table in Markdown: docs/changed-settings.md.</summary>
public static class SettingChangesReference
{
    public const string RelativePath = "docs/changed-settings.md";

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # When a setting changes between two deploys

            Generated from the table that the tests check against the definition of slipway.yaml; do not edit.

            What was set at the last deploy is kept on each host, in `/var/lib/slipway/<app>-<environment>/owner.json` and in each release's description.
            *carried*: the next deploy follows. *told*: it follows, and the plan says what stays behind or goes on. *refused*: plan, deploy and
            rollback end with exit 4 and the commands to run. *here*: nothing of it is on a host. *Host that left*: one that was taken off `hosts`.

            | key | | deploy | undo | rollback | host that left |
            |---|---|---|---|---|---|

            """);
        foreach (var row in SettingChanges.All)
            text.Append($"| `{row.Key}` | {row.Fate.ToString().ToLowerInvariant()} | {row.Deploy} | {row.Undo} | {row.Rollback} | {row.Left} |\n");
        return text.ToString();
    }
}
