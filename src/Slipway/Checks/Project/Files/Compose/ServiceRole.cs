namespace Slipway.Checks.Project.Files.Compose;

/// <summary>What a service is for, from its image and command.</summary>
internal static class ServiceRole
{
    private static readonly string[] Once =
        ["migrate", "collectstatic", "createsuperuser", "db:seed", "loaddata", "createbuckets", "chown", "certonly", "pg_dump", "mysqldump"];

    /// <summary>It does one thing and ends: migrations, collected files.</summary>
    public static bool EndsByItself(this ComposeService service, ComposeFacts facts) =>
        service.IsInProfile || (service.Restart is "no" or "none" && service.HealthCheck != true && service.Ports.Count == 0)
        || facts.Services.Any(other => other.DependsOn.GetValueOrDefault(service.Name) == "service_completed_successfully")
        || (service.Restart is null && Array.Exists(Once, word => service.CommandText.Contains(word, StringComparison.Ordinal))
            && !service.CommandText.Contains("gunicorn", StringComparison.Ordinal) && !service.CommandText.Contains("runserver", StringComparison.Ordinal));

    /// <summary>Nobody can ask it whether it is well, or nothing waits for its answer.</summary>
    public static bool AnswersNothing(this ComposeService service) =>
        service.Name.Contains("certbot", StringComparison.Ordinal) || service.Name.Contains("backup", StringComparison.Ordinal) || Is(service, "certbot/certbot")
        || service.Command.Contains("beat") || service.Name.Contains("beat", StringComparison.Ordinal)
        || service.Name.Contains("cron", StringComparison.Ordinal) || service.Name.Contains("scheduler", StringComparison.Ordinal);

    /// <summary>True when the image is that of the program, from whichever registry: <c>redis</c>, <c>bitnami/redis</c>.</summary>
    public static bool Is(this ComposeService service, string program)
    {
        var name = Repository(service.Image?.Text ?? "");
        return name == program || name.EndsWith("/" + program, StringComparison.Ordinal);
    }

    /// <summary>An image's name without tag and digest.</summary>
    public static string Repository(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    /// <summary>An image's tag; null when it has none.</summary>
    public static string? Tag(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[(colon + 1)..] : null;
    }
}
