using System.CommandLine;
using Slipway.Deployments.Coordination;
using Slipway.Events;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Text;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway ssh</c></summary>
internal static class SshCommand
{
    /// <param name="Host">Null = the first.</param>
    internal sealed record Options(string? Environment, string? Host);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var command = new VerbCommand("ssh", "Open a shell on a host, in the serving release")
        {
            Examples =
            [
                new("slipway ssh staging", "on the first host"),
                new("slipway ssh production --host web2", "on that host"),
            ],
        };
        command.Add(environment);
        command.Add(host);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(host)), RunAsync);
        return command;
    }

    /// <summary>Becomes ssh: this program ends here when it works.</summary>
    public static Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Only(ProjectEnvironment.Find(context, options.Environment), options.Host);
        var layout = HostTargets.LayoutOf(environment);
        if (environment.IsLocal)
            throw new ProblemException(CliProblems.NoShellHere(layout.Current));
        var words = SshShell.Compose(ProjectEnvironment.Ssh(environment), environment.Hosts[0], Path.Combine(environment.Folder, ".slipway"),
            OpenIn(layout.Current));
        context.Output.Dispose();
        throw new ProblemException(CliProblems.SshNotStarted(Posix.Replace(words)));
    }

    /// <summary>The login shell in that folder. It may be one (fish, tcsh) that does not read what sh reads, but each runs a program with quoted words.</summary>
    internal static string OpenIn(string folder) => Shell.Join(
        ["exec", "/bin/sh", "-c", $"cd -- {Shell.Quote(folder)} 2>/dev/null || echo 'nothing is deployed here yet'; exec \"${{SHELL:-/bin/sh}}\" -l"]);
}
