using System.Text;
using Slipway.Project.Definition;
using Slipway.Text;

namespace Slipway.Project;

/// <summary>The commented slipway.yaml that <c>init</c> writes.</summary>
public static class InitFile
{
    /// <summary>The text of the file; <see cref="ProjectFileReader"/> reads it without a problem. Its first line names the schema for editors.</summary>
    public static string Render(InitFacts facts)
    {
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=").Append(ProjectSchema.RelativePath).Append('\n');
        text.Append("# Everything not written here has a default; all keys are in docs/project-file.md of Slipway.\n\n");
        text.Append("app: ").Append(facts.App).Append("\n\n");
        foreach (var line in facts.Evidence)
            text.Append("# ").Append(OneLine(line)).Append('\n');
        text.Append("stack: ").Append(facts.Stack).Append("\n\n");
        if (facts.HealthPath is not null)
            text.Append("# Asked before and after the switch, through the web path that users take.\nhealth: { path: ").Append(Quoted(facts.HealthPath)).Append(" }\n\n");
        Services(text, facts);
        text.Append("""
            # Folders kept from release to release, beside the stack's own.
            # shared: [storage/uploads]

            # Commands of your own: before or after upload, build, protect, migrate, start, switch, soak, commit.
            # hooks:
            #   - { after: commit, run: "./notify.sh deployed", on: local }

            environments:
              production:

            """);
        text.Append("    url: ").Append(facts.Url ?? "https://www.example.com").Append(facts.Url is null ? "    # your public address" : "").Append('\n');
        text.Append("    hosts: [").Append(Quoted(facts.Host ?? "root@203.0.113.10")).Append(']').Append(facts.Host is null ? "       # your server: user@address" : "").Append('\n');
        text.Append("    # names: [example.com]           # further host names\n");
        return text.ToString();
    }

    /// <summary>A valid app name made of a folder's name: <c>My Shop_2</c> → <c>my-shop-2</c>; <c>app</c> when nothing is left.</summary>
    public static string AppName(string folderName)
    {
        var words = new string([.. folderName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')])
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        name = (name.Length > 40 ? name[..40] : name).TrimEnd('-');
        return TextFormats.App.Fits(name) ? name : "app";
    }

    private static void Services(StringBuilder text, InitFacts facts)
    {
        if (facts.Database is null && facts.Cache is null && facts.Workers.Count == 0)
            return;
        text.Append("services:\n");
        if (facts.Database is not null)
            text.Append("  database: ").Append(facts.Database).Append("                # dumped before migrations\n");
        if (facts.Cache is not null)
            text.Append("  cache: ").Append(facts.Cache).Append('\n');
        if (facts.Workers.Count > 0)
            text.Append("  workers:\n");
        foreach (var worker in facts.Workers)
        {
            text.Append("    ").Append(worker.Name).Append(": { command: ").Append(Quoted(Shell.Join(worker.Command)));
            text.Append(worker.Count == 1 ? "" : $", count: {worker.Count}").Append(" }\n");
        }

        text.Append('\n');
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>A double-quoted YAML text, or the plain one where that reads the same.</summary>
    private static string Quoted(string text)
    {
        if (text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '/') && text.All(c => char.IsAsciiLetterOrDigit(c) || "/@._-".Contains(c)) && text != "null")
            return text;
        return "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? "\\" + c : char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString())) + "\"";
    }
}
