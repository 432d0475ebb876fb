using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.EnvFiles;
using Slipway.Events;
using Slipway.Preparation;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway prepare</c></summary>
internal static class PrepareCommand
{
    /// <param name="Rotate">A key that gets a new secret; null = complete the file.</param>
    internal sealed record Options(string? Environment, string? Rotate);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var rotate = new Option<string?>("--rotate") { Description = "Make a new value for this key, and say what it breaks", HelpName = "KEY" };
        var yes = CommandFrame.Yes();
        var command = new VerbCommand("prepare", "Write .env.<env>: make the secrets, say what a person must fill in")
        {
            Examples =
            [
                new("slipway prepare production", "what a person wrote stays; run it as often as you like"),
                new("slipway prepare production --rotate DB_PASSWORD", "a new password, after a question"),
            ],
        };
        command.Add(environment);
        command.Add(rotate);
        command.Add(yes);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(rotate)), RunAsync, yes);
        return command;
    }

    /// <summary>Makes or completes the env file, or replaces one secret in it.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        var facts = LocalEnv.Facts(environment);
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        var existing = file.Read();
        var result = options.Rotate is { } key ? Rotate(facts, key, file, context) : Prepare(facts, file, context);
        var ignored = await LocalEnv.KeepOutOfGitAsync(file, environment.Folder, context);
        result.Data!["gitignore"] = ignored;
        return result with { Environment = environment.Name, Summary = result.Summary ?? (existing is null ? $"wrote {file.Name}" : $"{file.Name} is as it was") };
    }

    private static ResultEvent Prepare(PreparationFacts facts, EnvFileOnDisk file, CommandContext context)
    {
        var path = EnvExample.Find(facts.Environment.Folder, facts.Environment.Name);
        var example = path is null ? default((string, string)?) : (EnvFile.ReadText(path), path);
        var existing = file.Read();
        var prepared = EnvPreparation.Run(facts, example, existing is null ? null : (existing, file.Path));
        var backup = prepared.Changed ? file.Write(prepared.Text, context.Clock) : null;
        if (file.MakePrivate())
            context.Output.Line($"{file.Name}: others could read it; now its owner alone can (0600)");
        if (existing is null)
            context.Output.Line($"{file.Name}: made from {Path.GetFileName(path)}");
        Tell(context.Output, "added", prepared.Added);
        Tell(context.Output, "generated", prepared.Generated);
        Tell(context.Output, "filled in", prepared.Filled);
        if (backup is not null)
            context.Output.Line($"the file as it was: {backup}");
        if (prepared.Open.Count > 0)
            context.Output.Table(new(["still to fill in", "line", "for", "get it from"], [.. prepared.Open.Select(o => (IReadOnlyList<string>)[o.Key, $"{o.Line}", o.What, o.From])]));
        return ResultEvent.Succeeded("prepare", existing is not null && prepared.Changed ? $"completed {file.Name}" : null) with
        {
            Data = Data(file, prepared, backup, path),
        };
    }

    private static ResultEvent Rotate(PreparationFacts facts, string key, EnvFileOnDisk file, CommandContext context)
    {
        var existing = file.Read() ?? throw new ProblemException(CliProblems.NoEnv(file.Name, file.Path));
        var rotation = EnvPreparation.Rotate(facts, key, (existing, file.Path));
        context.Output.Line($"{key}: {rotation.Secret.What}");
        context.Output.Line(rotation.Secret.Breaks);
        context.Agree($"Make a new {key} for {facts.Environment.Name}?");
        var backup = file.Write(rotation.Env.Text, context.Clock);
        Tell(context.Output, "also changed, because they held the old value", rotation.Env.Filled);
        context.Output.Line($"the old value is in {backup}");
        context.Output.Line($"web and workers get it when they restart: slipway deploy {facts.Environment.Name}");
        var data = Data(file, rotation.Env, backup, null);
        data["breaks"] = rotation.Secret.Breaks;
        return ResultEvent.Succeeded("prepare", $"made a new {key}") with { Data = data };
    }

    private static void Tell(IOutput output, string what, IReadOnlyList<string> keys)
    {
        if (keys.Count > 0)
            output.Line($"{what}: {string.Join(", ", keys)}");
    }

    private static JsonObject Data(EnvFileOnDisk file, PreparedEnv env, string? backup, string? example) => new()
    {
        ["file"] = file.Path,
        ["changed"] = env.Changed,
        ["example"] = example,
        ["backup"] = backup,
        ["added"] = Names(env.Added),
        ["generated"] = Names(env.Generated),
        ["filled"] = Names(env.Filled),
        ["open"] = new JsonArray([.. env.Open.Select(o => (JsonNode)new JsonObject { ["key"] = o.Key, ["line"] = o.Line, ["for"] = o.What, ["from"] = o.From })]),
    };

    private static JsonArray Names(IReadOnlyList<string> keys) => new([.. keys.Select(k => (JsonNode)k)]);
}
