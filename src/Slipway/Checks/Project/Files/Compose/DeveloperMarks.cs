using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>What a compose file has only for a developer's machine: the source mounted, servers that watch it, modes and mail catchers of development.</summary>
internal static class DeveloperMarks
{
    private static readonly string[] Servers =
    [
        "runserver", "--reload", "--watch", "nodemon", "ts-node", "tsx watch", "npm run dev", "yarn dev", "pnpm dev", "pnpm run dev", "next dev", "vite", "artisan serve", "flask run --debug",
        "dotnet watch", "npm run watch", "npm run start:dev", "debugpy",
    ];

    private static readonly string[] Catchers = ["mailpit", "mailhog", "mailcatcher", "maildev", "smtp4dev", "greenmail", "papercut"];

    private static readonly string[] Modes = ["development", "dev", "local", "test", "testing"];

    /// <summary>One mark is enough: nobody runs such a file on a server.</summary>
    /// <param name="isOverridden">An override file lies beside it, which Compose takes by itself: made for developers.</param>
    public static bool Has(ComposeFile file, bool isOverridden) => file.Services.Any(service => Has(service.Value)) || (IsNeverRestarted(file) && (isOverridden || IsOnlyServices(file)));

    private static bool Has(YamlNode service) =>
        Array.Exists(Servers, word => Words(service.At("command")).Contains(word, StringComparison.Ordinal) || Words(service.At("entrypoint")).Contains(word, StringComparison.Ordinal))
        || service.At("image").Text() is { } image && Array.Exists(Catchers, image.Contains)
        || service.At("build", "target").Text() is { } target && target.StartsWith("dev", StringComparison.OrdinalIgnoreCase)
        || service.At("volumes").Items().Any(MountsSource)
        || service.At("develop", "watch") is not null
        || Variables(service.At("environment")).Any(IsDevelopment);

    /// <summary>Nothing in it comes back after a reboot: it is started by hand, on no server.</summary>
    private static bool IsNeverRestarted(ComposeFile file) =>
        file.Services.All(service => service.Value.At("restart") is null && service.Value.At("deploy") is null && service.Value.At("privileged") is null);

    private static bool IsOnlyServices(ComposeFile file) => file.Services.All(service => service.Value.At("build") is null);

    private static bool MountsSource(YamlNode mount) =>
        (mount.Text()?.Split(':')[0] ?? mount.At("source").Text()) is "." or "./" or ".." or "../" or "./src" or "./app" or "$PWD" or "${PWD}" or "${PWD:-.}";

    private static bool IsDevelopment((string Key, string Value) variable) =>
        variable.Key is "DJANGO_SETTINGS_MODULE" ? Modes.Contains(variable.Value[(variable.Value.LastIndexOf('.') + 1)..].ToLowerInvariant())
            : variable.Key is "NODE_ENV" or "APP_ENV" or "RAILS_ENV" or "DJANGO_ENV" or "ASPNETCORE_ENVIRONMENT" or "ENVIRONMENT" or "FLASK_ENV"
            ? Modes.Contains(variable.Value.ToLowerInvariant())
            : variable.Key is "DEBUG" or "APP_DEBUG" or "DJANGO_DEBUG" or "FLASK_DEBUG" && variable.Value.ToLowerInvariant() is "1" or "true" or "on" or "yes";

    private static IEnumerable<(string Key, string Value)> Variables(YamlNode? node) =>
        node.Entries().Select(entry => (entry.Key, entry.Value.Text() ?? ""))
            .Concat(node.Items().Select(item => (item.Text() ?? "").Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1])));

    private static string Words(YamlNode? node) => node is YamlList ? string.Join(' ', node.Items().Select(item => item.Text())) : node.Text() ?? "";
}
