using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Compose;
using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed partial class ComposePasswords() : ProjectCheck<ComposeFacts>(
    new("compose.passwords", "No service of Compose runs with a default password", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "Robots try admin123 and postgres within minutes, and a container that anybody can log in to gives away the database.",
        Judged = "Variables of services whose names say password, secret, token or key, passwords in addresses, and `--requirepass`: a value of a list of well-known ones fails, written or as the default "
            + "of a variable. So do POSTGRES_HOST_AUTH_METHOD=trust, *_ALLOW_EMPTY_PASSWORD, and Grafana without GF_SECURITY_ADMIN_PASSWORD. Values from the env file are judged by sec.defaults.",
        Causes = [new("default-kept", "the default of an image or of an example was kept"), new("variable-unset", "the env file does not set the variable, so its default counts")],
        Remedy = new("Write the value as a variable without default (${DB_PASSWORD:?}) and put a generated one into the env file; change it in the running service too.", "slipway prepare"),
        Sources = ["https://docs.docker.com/reference/compose-file/interpolation/", "https://hub.docker.com/_/postgres", "https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#admin_password"],
    },
    ComposeFacts.ReadAsync)
{
    private static readonly string[] Open = ["MYSQL_ALLOW_EMPTY_PASSWORD", "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD"];

    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, Seen, "A service of Compose runs with a default password");

    private static IEnumerable<Evidence> Seen(ComposeService service)
    {
        foreach (var variable in service.Variables)
            if (Fault(variable) is { } fault)
                yield return new($"{variable.Key} of {service.Name} {fault}", variable.Where, service.Name);
        var at = service.Command.ToList().FindIndex(word => word == "--requirepass");
        if (at >= 0 && at + 1 < service.Command.Count && IsKnown(service.Command[at + 1].Trim('"', '\'')))
            yield return new($"--requirepass of {service.Name} is a well-known default", service.CommandPlace, service.Name);
        if (service.Is("grafana/grafana") && !service.Variables.Any(v => v.Key.StartsWith("GF_SECURITY_ADMIN_PASSWORD", StringComparison.Ordinal)))
            yield return new($"{service.Name} has no GF_SECURITY_ADMIN_PASSWORD: it is admin", service.Place, service.Name);
    }

    /// <summary>Runs with it as it stands: "changeme" is tried as early as "admin".</summary>
    internal static bool IsKnown(string value) => DefaultPassword.Is(value) || PlaceholderValue.Says(value);

    private static string? Fault(ComposeVariable variable)
    {
        var (key, value) = (variable.Key, variable.Value);
        if (key == "POSTGRES_HOST_AUTH_METHOD" && value.Text == "trust")
            return "is trust: everybody is let in";
        if (Open.Contains(key) && (value.Text.ToLowerInvariant() is "yes" or "true" or "1"))
            return "lets everybody in without a password";
        var word = SecretValue.InAddress(value.Text) ?? (SecretValue.Is(key, value.Text) ? value.Text : null);
        if (SecretName.Of(key) == SecretNaming.Yes && Fallback().Match(value.Raw) is { Success: true } match && IsKnown(match.Groups["word"].Value) && !value.FromDefault)
            return "falls back to a well-known default when its variable is missing";
        if (word is null || !value.IsWritten || !IsKnown(word))
            return null;
        return value.FromDefault ? "is a well-known default, because the env file does not set its variable" : "is a well-known default";
    }

    [GeneratedRegex(@"^\$\{\w+:?-(?<word>[^${}]+)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Fallback();
}
