using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;
using Slipway.Stacks.Systemd;

namespace Slipway.Deployments.Planning;

/// <summary>Turns a stack's recipe into what steps need. Text that names the release keeps its placeholders until the plan is made.</summary>
internal static class RecipeSettings
{
    public static ReleaseSettings Of(AppEnvironment environment, StackRecipe recipe) => new()
    {
        EnvFile = recipe.EnvFile,
        EnvDialect = recipe.EnvDialect,
        Shared = recipe.Shared,
        Writable = recipe.Writable,
        Links = recipe.Links,
        Files = Files(recipe),
        Variables = recipe.Variables.Where(v => !v.Value.Contains(Placeholders.Port)).ToDictionary(),
        Build = [.. recipe.HostBuild.Select(Command)],
        Assets = [.. recipe.Serving.Assets.Select(a => new AssetFolder(a.Key, a.Value))],
        Public = Public(recipe.Serving),
    };

    public static IReadOnlyList<PlannedProcess> Processes(AppEnvironment environment, StackRecipe recipe, HostTarget host)
    {
        var processes = new List<AppProcess>();
        if (host.IsWeb && recipe.Web is { } own)
            processes.Add(own);
        if (host.IsWorker)
            processes.AddRange(recipe.Workers);
        return
        [
            .. processes.Select(p => new PlannedProcess(p.Name, p.StopTimeout)
            {
                StopSignal = p.StopSignal,
                Unit = environment.IsLocal ? null : host.Layout.UnitName(p.Name),
                Port = p.Name == PlannedProcess.Web && recipe.Listen == Listen.Port,
            }),
        ];
    }

    /// <summary>Replaces the placeholders for one release on one host.</summary>
    public static ReleaseDefaults Variables(ReleaseSettings settings, IReadOnlyDictionary<string, string> values)
    {
        var resolved = settings.Variables.ToDictionary(v => v.Key, v => Placeholders.Resolve(v.Value, values));
        return new()
        {
            Dialect = settings.EnvDialect,
            Overridable = resolved.Where(v => v.Value == settings.Variables[v.Key]).ToDictionary(),
            Places = resolved.Where(v => v.Value != settings.Variables[v.Key]).ToDictionary(),
        };
    }

    public static IReadOnlyList<BuildCommand> Build(ReleaseSettings settings, IReadOnlyDictionary<string, string> values) =>
        [.. settings.Build.Select(b => b with
        {
            Command = Placeholders.Resolve(b.Command, values),
            Variables = b.Variables.ToDictionary(v => v.Key, v => Placeholders.Resolve(v.Value, values)),
        })];

    /// <summary>Web server site and units, as they must be on the host; without the web role only the units of its workers.</summary>
    public static IReadOnlyList<SiteFile> Site(AppEnvironment environment, StackRecipe recipe, HostTarget host)
    {
        if (environment.IsLocal)
            return [new SiteFile(LocalSite.Of(environment.Folder).SiteFile, LocalDescription(recipe, environment.Limits).ToJson())];
        if (!host.IsWeb)
            return [.. Units(environment, recipe with { Web = null }, host).Where(f => f.Path != NginxSite.StartDropIn.Path)];
        var shape = NginxShape.Of(recipe, environment.Limits, host.Layout);
        return
        [
            .. Units(environment, host.IsWorker ? recipe : recipe with { Workers = [] }, host),
            new SiteFile(NginxShape.FilePath(host.Layout, shape.Id), shape.Text),
            new SiteFile(NginxSite.AvailablePath(host.Layout), NginxSite.Render(environment, host.Layout, Facts(environment, host))),
            new SiteFile(NginxSite.EnabledPath(host.Layout), NginxSite.AvailablePath(host.Layout)) { IsLink = true },
        ];
    }

    public static NginxHost Facts(AppEnvironment environment, HostTarget host)
    {
        var certificate = CertificateOf(environment) is { } c && host.State.FilesFound.Contains(c.Chain) ? c : default((string Chain, string Key)?);
        return new() { HasIpv6 = host.State.HasIpv6, Certificate = certificate?.Chain, CertificateKey = certificate?.Key };
    }

    private static IEnumerable<SiteFile> Units(AppEnvironment environment, StackRecipe recipe, HostTarget host) =>
        SystemdUnits.Render(environment, recipe, host.Layout).Select(f => new SiteFile(f.Path, f.Text));

    /// <summary>Where certbot keeps the certificate of the environment's name; null when none is wanted.</summary>
    public static (string Chain, string Key)? CertificateOf(AppEnvironment environment) => NginxSite.WantsTls(environment)
        ? ($"/etc/letsencrypt/live/{environment.Url!.IdnHost}/fullchain.pem", $"/etc/letsencrypt/live/{environment.Url.IdnHost}/privkey.pem")
        : null;

    public static HealthProbe Health(AppEnvironment environment, StackRecipe recipe) => new(
        environment.Health.Path, environment.Health.Expect, environment.Health.Timeout,
        environment.Url is { } url ? url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}" : "localhost", environment.Url?.Scheme ?? "http", recipe.Web is not null);

    private static IReadOnlyList<string> Public(Serving serving) =>
        [.. ((string?[])[serving.DocumentRoot, .. serving.Assets.Values, .. serving.Files.Values]).OfType<string>().Distinct()];

    private static LocalSiteDescription LocalDescription(StackRecipe recipe, WebLimits limits) => new()
    {
        Kind = recipe.Serving.Kind switch { ServingKind.Static => LocalSiteKind.Static, ServingKind.Proxy => LocalSiteKind.Proxy, _ => LocalSiteKind.FastCgi },
        DocumentRoot = recipe.Serving.DocumentRoot,
        Assets = recipe.Serving.Assets,
        FrontController = recipe.Serving.FrontController,
        MaxBody = limits.Body,
    };

    private static Dictionary<string, string> Files(StackRecipe recipe)
    {
        var none = new Dictionary<string, string>();
        var files = new Dictionary<string, string>();
        foreach (var process in recipe.Workers.Concat(recipe.Web is { } web ? [web] : []))
        {
            files[$"{Launcher.Folder}/{process.Name}"] = Launcher.Render(process, recipe, none);
            foreach (var (name, text) in process.Files)
                files[name] = text;
        }

        return files;
    }

    private static BuildCommand Command(RecipeCommand command) => new(command.Name, command.Command, command.After, command.Deadline)
    {
        Variables = command.Variables,
        CacheFolder = command.Cache?.Folder,
        CacheLocks = command.Cache?.Locks ?? [],
        CacheRelocate = command.Cache?.Relocate ?? [],
    };
}
