namespace Slipway.Checks.Project.Files.Shell;

/// <summary>Where commands stand.</summary>
internal enum ScriptKind
{
    File,

    /// <summary>A target of a Makefile.</summary>
    Make,

    /// <summary>A script of composer.json.</summary>
    Composer,

    /// <summary>A script of package.json.</summary>
    Package,

    /// <summary>A job of a CI service.</summary>
    Ci,

    /// <summary>RUN of a Dockerfile.</summary>
    Image,

    /// <summary>A line of a crontab.</summary>
    Cron,
}
