using System.CommandLine;
using Slipway.Cli.Commands;

namespace Slipway.Cli.Env;

/// <summary><c>slipway env</c>: the env file here, on the hosts, and encrypted in the repository.</summary>
internal static class EnvCommand
{
    public static Command Create(CommandFrame frame)
    {
        var command = new VerbCommand("env", "Values of an environment: here, on its hosts, encrypted in git")
        {
            Examples =
            [
                new("slipway env set STRIPE_SECRET production", "asks for the value"),
                new("slipway env diff production", "what a deploy would change, without values"),
                new("slipway env encrypt production --new-key .slipway/env.key", "an env file that may be committed"),
            ],
        };
        foreach (var verb in (Command[])[Get(frame), Set(frame), Diff(frame), Push(frame), Pull(frame), Encrypt(frame), Decrypt(frame), Edit(frame)])
            command.Add(verb);
        return command;
    }

    private static Command Get(CommandFrame frame)
    {
        var (key, environment) = (new Argument<string>("key") { Description = "Name of the variable" }, CommandFrame.Environment());
        var show = new Option<bool>("--show") { Description = "Print it although the output is no terminal" };
        var command = new VerbCommand("get", "Print one value of .env.<env>, as the app reads it")
        {
            Examples = [new("slipway env get DB_PASSWORD production", "on a terminal"), new("slipway env get APP_URL production --show", "into a pipe")],
        };
        command.Add(key);
        command.Add(environment);
        command.Add(show);
        frame.Handle(command, p => (p.GetRequiredValue(key), p.GetValue(environment), p.GetValue(show)), (o, context) => EnvValue.GetAsync(o.Item1, o.Item2, o.Item3, context));
        return command;
    }

    private static Command Set(CommandFrame frame)
    {
        var (key, environment) = (new Argument<string>("key") { Description = "KEY, then the value is read from the input, all of it; or KEY=VALUE" }, CommandFrame.Environment());
        var command = new VerbCommand("set", "Write one value into .env.<env>; comments, order and quotes stay")
        {
            Examples = [new("slipway env set STRIPE_SECRET production", "asks for the value, so no history has it"), new("slipway env set LOG_LEVEL=info production", "for what is no secret")],
        };
        command.Add(key);
        command.Add(environment);
        frame.Handle(command, p => (p.GetRequiredValue(key), p.GetValue(environment)), (o, context) => EnvValue.SetAsync(o.Item1, o.Item2, context));
        return command;
    }

    private static Command Diff(CommandFrame frame) => OnHosts(frame, "diff", "Compare .env.<env> with the hosts: names and fingerprints, never values",
        new("slipway env diff production", "before a deploy"), EnvOnHosts.DiffAsync);

    private static Command Push(CommandFrame frame) => OnHosts(frame, "push", "Bring .env.<env> to the hosts: releases made from now on get it",
        new("slipway env push production", "what runs keeps its env until the next deploy"), EnvOnHosts.PushAsync);

    private static Command Pull(CommandFrame frame) => OnHosts(frame, "pull", "Write the first host's env into .env.<env>",
        new("slipway env pull production", "on a new laptop"), EnvOnHosts.PullAsync);

    private static Command OnHosts(CommandFrame frame, string name, string description, Example example, Func<string?, CommandContext, Task<Events.ResultEvent>> run)
    {
        var (environment, yes) = (CommandFrame.Environment(), CommandFrame.Yes());
        var command = new VerbCommand(name, description) { Examples = [example] };
        command.Add(environment);
        command.Add(yes);
        frame.Handle(command, p => p.GetValue(environment), run, yes);
        return command;
    }

    private static Command Encrypt(CommandFrame frame)
    {
        var newKey = new Option<string?>("--new-key") { Description = "Make a key and keep it in this file", HelpName = "FILE" };
        return Encrypted(frame, "encrypt", "Write .env.<env>.encrypted, which may be committed",
            [new("slipway env encrypt production --new-key .slipway/env.key", "the first time; keep a copy of the key elsewhere"), new("slipway env encrypt production", "after a change")],
            EnvEncryption.EncryptAsync, newKey);
    }

    private static Command Decrypt(CommandFrame frame) => Encrypted(frame, "decrypt", "Write .env.<env> from .env.<env>.encrypted",
        [new("SLIPWAY_ENV_KEY=… slipway env decrypt production", "in CI")], (o, context) => EnvEncryption.DecryptAsync(o, context));

    private static Command Edit(CommandFrame frame) => Encrypted(frame, "edit", "Change .env.<env>.encrypted in your editor ($VISUAL, $EDITOR)",
        [new("slipway env edit production", "the text lies in a private folder while you edit")], EnvEncryption.EditAsync);

    private static Command Encrypted(
        CommandFrame frame, string name, string description, IReadOnlyList<Example> examples, Func<EncryptionOptions, CommandContext, Task<Events.ResultEvent>> run, Option<string?>? newKey = null)
    {
        var (environment, yes) = (CommandFrame.Environment(), CommandFrame.Yes());
        var keyFile = new Option<string?>("--key-file") { Description = "File with the key (else SLIPWAY_ENV_KEY, SLIPWAY_ENV_KEY_COMMAND, .slipway/env.key)", HelpName = "FILE" };
        var command = new VerbCommand(name, description) { Examples = examples };
        command.Add(environment);
        command.Add(keyFile);
        if (newKey is not null)
            command.Add(newKey);
        command.Add(yes);
        frame.Handle(command, p => new EncryptionOptions(p.GetValue(environment), p.GetValue(keyFile), newKey is null ? null : p.GetValue(newKey)), run, yes);
        return command;
    }
}
