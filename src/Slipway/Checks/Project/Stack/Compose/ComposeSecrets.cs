using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Compose;
using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeSecrets() : ProjectCheck<ComposeFacts>(
    new("compose.secrets", "No secret is written in a compose file", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "What stands in a compose file is known to everyone who can read the repository, and is the same in staging and production.",
        Judged = "Passwords in commands (--requirepass), variables and build arguments whose names say password, secret, token or key, and passwords in addresses: a value written in the file, or as the default of a variable that the env file does not set, fails. "
            + "Paths, switches, numbers and values shorter than four characters are no secrets. Well-known defaults are compose.passwords'.",
        Causes = [new("pasted", "the value was pasted in to try something"), new("no-env-file", "the service was never given the env file")],
        Remedy = new("Write ${NAME:?} in its place, put the value into the env file, and make a new value: the old one stays in the history of the repository."),
        Sources = ["https://docs.docker.com/compose/how-tos/environment-variables/best-practices/", "https://docs.docker.com/compose/how-tos/use-secrets/"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service =>
    [
        .. service.Variables.Where(IsWritten).Select(v => new Evidence($"{v.Key} of {service.Name} is written in the file", v.Where, service.Name)),
        .. service.Command.Where((word, at) => at > 0 && Options.Contains(service.Command[at - 1]) && !word.Contains('$') && IsLong(word) && !SecretValue.IsHarmless(word) && !ComposePasswords.IsKnown(word))
            .Select(_ => new Evidence($"the command of {service.Name} has a password in it", service.CommandPlace, service.Name)),
    ], "A secret is written in a compose file");

    private static readonly string[] Options = ["--requirepass", "--masterauth", "--password", "--admin-password"];

    private static bool IsWritten(ComposeVariable variable)
    {
        var value = variable.Value;
        var secret = SecretValue.InAddress(value.Text) ?? (IsLong(value.Text) && SecretValue.Is(variable.Key, value.Text) ? value.Text : null);
        return secret is not null && value.IsWritten && !ComposePasswords.IsKnown(secret);
    }

    private static bool IsLong(string value) => value.Length >= 4;
}
