using System.Text.Json.Nodes;
using Slipway.EnvFiles;
using Slipway.Events;
using Slipway.Preparation;
using Slipway.Problems;

namespace Slipway.Cli.Env;

/// <summary><c>slipway env get</c> and <c>set</c>: one value of the file on this machine.</summary>
internal static class EnvValue
{
    /// <summary>A value goes to a terminal; anywhere else only when it is asked for.</summary>
    public static Task<ResultEvent> GetAsync(string key, string? name, bool show, CommandContext context)
    {
        if (!show && !context.Interactive)
            throw new ProblemException(CliProblems.NotShown(key));
        var environment = ProjectEnvironment.Find(context, name);
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        var text = file.Read() ?? throw new ProblemException(CliProblems.NoEnv(file.Name, file.Path));
        var value = EnvReader.Read(text.Reveal(), LocalEnv.Facts(environment).Dialect, file.Path).Find(key) ?? throw new ProblemException(CliProblems.NoEnvKey(key, file.Path));
        Show(key, value.Reveal(), context);
        return Task.FromResult(ResultEvent.Succeeded("env get") with { Environment = environment.Name });
    }

    /// <summary>The value comes from the input, so that neither a shell's history nor the list of processes has it.</summary>
    public static async Task<ResultEvent> SetAsync(string assignment, string? name, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, name);
        var equals = assignment.IndexOf('=');
        var key = equals < 0 ? assignment : assignment[..equals];
        if (!EnvFile.IsKey(key))
            throw new ProblemException(CliProblems.Usage("A name has letters, digits and underscores, and does not start with a digit.", "slipway env set"));
        var value = equals >= 0 ? assignment[(equals + 1)..] : Asked(key, context);
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        var before = file.Read();
        var changed = EnvText.Parse(before?.Reveal() ?? "", LocalEnv.Facts(environment).Dialect).Set(key, new(value)).ToString();
        var backup = changed == before?.Reveal() ? null : file.Write(new(changed), context.Clock);
        await LocalEnv.KeepOutOfGitAsync(file, environment.Folder, context);
        return ResultEvent.Succeeded("env set", changed == before?.Reveal() ? $"{key} is as it was" : $"set {key} in {file.Name}") with
        {
            Environment = environment.Name,
            Data = new JsonObject { ["file"] = file.Path, ["key"] = key, ["changed"] = changed != before?.Reveal(), ["backup"] = backup },
        };
    }

    /// <summary>To a person line by line; into a pipe as it is, no line end added.</summary>
    private static void Show(string key, string value, CommandContext context)
    {
        if (!context.Json && !context.Interactive)
            context.Output.Document(value);
        else
            foreach (var line in context.Json ? [value] : value.Split('\n'))
                context.Output.Show(new LogEvent(null, key, line, LogStream.Out), origin: null);
    }

    /// <summary>One line from a person. From a pipe all of it: of a single line without its end, which echo adds; of several each as it is.</summary>
    private static string Asked(string key, CommandContext context)
    {
        var value = context.Interactive ? context.Output.Ask($"Value of {key} (what you type is shown):") : context.Input.ReadToEnd();
        if (value is null || (value.Length == 0 && !context.Interactive))
            throw new ProblemException(CliProblems.Usage("Write KEY=VALUE, or give the value on the input.", "slipway env set"));
        if (value.Contains('\0') || value.Contains('\uFFFD'))
            throw new ProblemException(CliProblems.NoText(key));
        var line = value.EndsWith('\n') ? value[..^1].TrimEnd('\r') : value;
        return line.Contains('\n') ? value : line;
    }
}
