using Slipway.EnvFiles;
using Slipway.EnvFiles.Names;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Env;

/// <summary>What is known of an environment's env file and its neighbours.</summary>
public sealed record EnvFacts
{
    public required AppEnvironment Environment { get; init; }

    /// <inheritdoc cref="CheckedProject.Stack"/>
    public required string Stack { get; init; }

    public bool UsesCompose { get; init; }

    /// <summary>Name of the env file, relative to the project: <c>.env.production</c>.</summary>
    public required string File { get; init; }

    public bool Exists { get; init; }

    /// <summary>Permission bits of the env file, or of the file that it is a symlink to; null when that is no file.</summary>
    public int? Mode { get; init; }

    /// <summary>What is wrong with the file; empty = it was read.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The env file; without variables when it could not be read.</summary>
    public required EnvContent Env { get; init; }

    /// <summary>The example that it was made from; null when there is none.</summary>
    public EnvContent? Example { get; init; }

    /// <summary>Env files of the project's other environments on servers, by environment.</summary>
    public IReadOnlyDictionary<string, EnvContent> Others { get; init; } = new Dictionary<string, EnvContent>();

    /// <summary>The developer's own file, <c>.env</c>.</summary>
    public EnvContent? Own { get; init; }

    /// <summary>The project's Laravel encrypts with AES-128: its key has 16 bytes.</summary>
    public bool Aes128 { get; init; }

    public bool IsProduction => Environment.IsProduction;

    public EnvVariable? Find(string key) => Env.Find(key);

    /// <summary>Host names of the site itself.</summary>
    internal IReadOnlyList<string> OwnHosts => [.. Environment.Url is { } url ? [url.Host] : Array.Empty<string>(), .. Environment.Names];

    /// <inheritdoc cref="PlaceholderValue.Stands"/>
    internal bool IsPlaceholder(EnvVariable variable) => PlaceholderValue.Stands(variable.Key, variable.Text, OwnHosts);

    /// <summary>Secrets that the project chose itself, and passwords inside addresses of its services.</summary>
    internal IEnumerable<(EnvVariable Variable, string Value)> Secrets => SecretsOf(Env);

    /// <summary>All secrets, those that vendors issue among them; without the key of the framework.</summary>
    internal IEnumerable<(EnvVariable Variable, string Value)> AllSecrets =>
        Env.Variables.Where(v => !v.IsEmpty && SecretValue.Is(v.Key, v.Text.Trim()) && !EnvNames.IsFrameworkKey(v.Key, Stack)).Select(v => (v, v.Text.Trim())).Concat(InAddresses(Env));

    internal IEnumerable<(EnvVariable Variable, string Value)> SecretsOf(EnvContent content) =>
        content.Variables.Where(v => !v.IsEmpty && IsOwn(v.Key, v.Text.Trim()) && !EnvNames.IsFrameworkKey(v.Key, Stack)).Select(v => (v, v.Text.Trim())).Concat(InAddresses(content));

    private static bool IsOwn(string key, string value) => SecretValue.Is(key, value) && SecretOwners.Of(key) != SecretOwner.Vendor;

    /// <summary>Own secrets and the key of the framework.</summary>
    internal IEnumerable<(EnvVariable Variable, string Value)> KeysAndSecretsOf(EnvContent content) =>
        SecretsOf(content).Concat(FrameworkKeysOf(content));

    internal IEnumerable<(EnvVariable Variable, string Value)> FrameworkKeys => FrameworkKeysOf(Env);

    private IEnumerable<(EnvVariable, string)> FrameworkKeysOf(EnvContent content) =>
        content.Variables.Where(v => !v.IsEmpty && EnvNames.IsFrameworkKey(v.Key, Stack)).Select(v => (v, v.Text.Trim()));

    private static IEnumerable<(EnvVariable, string)> InAddresses(EnvContent content) => InUrls(content).Concat(
        from variable in content.Variables
        where variable.Key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        from part in variable.Text.Split(';', StringSplitOptions.TrimEntries)
        let at = part.IndexOf('=')
        where at > 0 && part[..at].Trim().ToLowerInvariant() is "password" or "pwd" && part.Length > at + 1
        select (variable, part[(at + 1)..].Trim()));

    private static IEnumerable<(EnvVariable, string)> InUrls(EnvContent content) =>
        from variable in content.Variables
        where variable.Key.EndsWith("_URL", StringComparison.Ordinal) || variable.Key.EndsWith("_URI", StringComparison.Ordinal) || variable.Key.EndsWith("_DSN", StringComparison.Ordinal)
        let url = ValueForms.Url(variable.Text)
        where url is { Scheme: "redis" or "rediss" or "postgres" or "postgresql" or "mysql" or "mariadb" or "amqp" or "amqps" or "mongodb" or "pgsql" } && url.UserInfo.Contains(':')
        let password = Uri.UnescapeDataString(url.UserInfo[(url.UserInfo.IndexOf(':') + 1)..])
        where password.Length > 0
        select (variable, password);

    /// <summary>How many hosts answer requests.</summary>
    public int WebHosts => Environment.Hosts.Count(h => h.Has("web"));

    public static async Task<EnvFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var folder = new ProjectFolder(project.Folder);
        var file = $".env.{project.Environment.Name}";
        var status = Posix.Status(Path.Combine(project.Folder, file));
        var reader = new EnvContentReader(project.Folder, await EnvContentReader.DialectOfAsync(project, cancel));
        List<Problem> problems = [];
        var env = status is null ? null : reader.Read(file, problems);
        return new EnvFacts
        {
            Environment = project.Environment,
            Stack = project.Stack,
            UsesCompose = project.UsesCompose,
            File = file,
            Exists = status is not null,
            Mode = Posix.TryTargetStatus(Path.Combine(project.Folder, file)) is { Kind: FileKind.File } found ? found.Mode & 0b111_111_111 : null,
            Problems = problems,
            Env = env ?? new(file, []),
            Example = EnvNames.Examples(project.Environment.Name).Select(name => reader.Read(name, [])).OfType<EnvContent>().FirstOrDefault(),
            Others = project.Environments.Where(e => e.Name != project.Environment.Name)
                .Select(e => (e.Name, Content: reader.Read($".env.{e.Name}", []))).Where(e => e.Content is not null).ToDictionary(e => e.Name, e => e.Content!),
            Aes128 = folder.Text("config/app.php")?.Contains("AES-128", StringComparison.OrdinalIgnoreCase) == true,
            Own = reader.Read(".env", []),
        };
    }
}
