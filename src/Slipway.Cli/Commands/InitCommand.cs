using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Events;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Text;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway init</c></summary>
internal static class InitCommand
{
    /// <param name="Stack">Null = recognise it.</param>
    internal sealed record Options(string? Stack, bool Force, string? In);

    public static Command Create(CommandFrame frame, Func<Options, CommandContext, Task<ResultEvent>> run)
    {
        var stack = new Option<string?>("--stack") { Description = "laravel, php, django, node, aspnet or static", HelpName = "STACK" };
        var force = new Option<bool>("--force") { Description = "Replace an existing slipway.yaml" };
        var into = new Option<string?>("--in") { Description = "The app lies in this folder: slipway.yaml is written there", HelpName = "FOLDER" };
        var command = new VerbCommand("init", "Look at the folder and write slipway.yaml")
        {
            Examples =
            [
                new("slipway init", "recognise the stack, show why"),
                new("slipway init --stack django", "when the guess is wrong"),
                new("slipway init --in backend", "when the app lies below"),
            ],
        };
        command.Add(stack);
        command.Add(force);
        command.Add(into);
        frame.Handle(command, parse => new Options(parse.GetValue(stack), parse.GetValue(force), parse.GetValue(into)), run);
        return command;
    }

    /// <summary>Looks at the folder, says what it saw, writes what is needed and nothing else.</summary>
    public static Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var start = Path.GetFullPath(options.In ?? ".", context.Folder);
        var path = context.ProjectPath ?? Path.Combine(start, ProjectFileReader.FileName);
        if (File.Exists(path) && !options.Force)
            throw new ProblemException(CliProblems.ProjectExists(path));
        var folder = Path.GetDirectoryName(path)!;
        var found = InitStack.Choose(folder, options.Stack, context.Folder);
        foreach (var line in found.Evidence)
            context.Output.Line($"{found.Stack}: {line}");
        AtomicFile.Write(path, InitFile.Render(new InitFacts(InitFile.AppName(Path.GetFileName(folder)), found.Stack, found.Evidence)), FileModes.Public);
        var schema = Path.Combine(folder, ProjectSchema.RelativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(schema)!);
        AtomicFile.Write(schema, ProjectSchema.Write(), FileModes.Public);
        var ignored = GitIgnore.Add(folder);
        var there = folder == context.Folder ? "" : $"cd {Shell.Quote(Path.GetRelativePath(context.Folder, folder))}, ";
        context.Output.Line($"Next: {there}write the public address and the host in it, then slipway plan. Without a server: slipway deploy local");
        return Task.FromResult(ResultEvent.Succeeded("init", $"wrote {Path.GetFileName(path)}") with
        {
            Data = new JsonObject { ["file"] = path, ["stack"] = found.Stack, ["evidence"] = new JsonArray([.. found.Evidence.Select(e => (JsonNode)e)]), ["gitignore"] = ignored },
        });
    }
}
