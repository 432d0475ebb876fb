using System.Text;
using Slipway.Project;
using Slipway.Text;

namespace Slipway.Stacks.Systemd;

/// <summary>The script <c>.slipway/bin/&lt;process&gt;</c> of a release: the unit is the same for every release, the command is not.</summary>
public static class Launcher
{
    public const string Folder = "bin";

    /// <param name="process">What it starts.</param>
    /// <param name="recipe">Whose port variables it sets.</param>
    /// <param name="values">Of <see cref="Placeholders.For"/>.</param>
    /// <returns>A POSIX shell script that becomes the process; mode 0755.</returns>
    public static string Render(AppProcess process, StackRecipe recipe, IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder("#!/bin/sh\n# Written by Slipway for this release.\nset -eu\n");
        // With a port, the socket belongs to systemd: an app that would rather take the socket must not see it.
        if (process.Name == WebProcess)
            text.Append(recipe.Listen == Listen.Socket ? "rm -f -- \"$SLIPWAY_SOCKET\"\n" : "unset SLIPWAY_SOCKET\n");
        foreach (var (name, value) in ProcessEnvironment.OfPort(recipe))
            text.Append($"export {name}={Word(value, values)}\n");
        return text.Append("exec ").AppendJoin(' ', process.Command.Select(word => Word(word, values))).Append('\n').ToString();
    }

    /// <summary>Name of the process that listens on the socket.</summary>
    public const string WebProcess = "web";

    private static string Word(string word, IReadOnlyDictionary<string, string> values) =>
        string.Join("\"$PORT\"", Placeholders.Resolve(word, values).Split(Placeholders.Port).Select(part => part.Length == 0 && word.Length > 0 ? "" : Shell.Quote(part)));
}
