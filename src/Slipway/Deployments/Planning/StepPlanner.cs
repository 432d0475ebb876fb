using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>The order of the steps of one host: upload → tree → configure → build → data → site → start → health → switch → workers → soak → commit → drain → prune → spare.</summary>
internal sealed class StepPlanner(AppEnvironment environment, HostTarget host, ReleaseSettings settings, IReadOnlyList<BuildCommand> build)
{
    private readonly List<Step> _steps = [];
    private int _hooks;

    public required ReleaseDescription Description { get; init; }
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<SiteFile> Site { get; init; } = [];

    /// <summary>False for a rollback: its content is in the store.</summary>
    public bool Upload { get; init; } = true;

    /// <summary>True when the release stands whole on the host already: nothing is made.</summary>
    public bool Made { get; init; }

    /// <summary>The data steps; empty on hosts that do not migrate.</summary>
    public IReadOnlyList<Step> Data { get; init; } = [];

    public IReadOnlyList<Step> Plan()
    {
        var release = Description.Release;
        if (!Made)
            Make();
        foreach (var step in Data)
            Add(step);
        var (site, beside) = SiteFiles.Split(Site, host.Layout);
        if (beside.Count > 0)
            Add(new SiteStep(beside) { Id = "site", Title = host.IsWeb ? "web server and units of the release" : "units", Phase = Phase.Start });
        if (host.IsWeb)
            Web();
        Add(new SwitchStep { Id = "switch", Title = $"switch to {release}", Phase = Phase.Switch, Assets = settings.Assets, Site = site });
        if (Description.Processes.Any(p => !p.IsWeb) || host.State.Serving is not null)
            Add(new WorkersStep { Id = "workers", Title = "start new workers, let old ones finish", Phase = Phase.Switch });
        Add(new SoakStep(environment.Soak) { Id = "soak", Title = $"watch it for {environment.Soak.TotalSeconds:0.#} s", Phase = Phase.Switch });
        Add(new CommitStep { Id = "commit", Title = "commit", Phase = Phase.Commit });
        Add(new DrainStep(environment.Drain) { Id = "drain", Title = "let the old release finish, then stop it", Phase = Phase.Commit });
        Add(new PruneStep(environment.Keep) { Id = "prune", Title = "remove what is no longer kept", Phase = Phase.Commit });
        Add(new SpareStep(Description.Manifest) { Id = "spare", Title = "make the next release's tree ahead", Phase = Phase.Commit });
        return _steps;
    }

    private void Make()
    {
        if (Upload)
            Add(new ReceiveStep { Id = "upload", Title = "receive what the host lacks", Phase = Phase.Prepare });
        Add(new TreeStep(Description.Manifest) { Id = "tree", Title = $"make release {Description.Release}", Phase = Phase.Prepare });
        Add(new ConfigureStep
        {
            Id = "configure", Title = "write env, links and launchers", Phase = Phase.Prepare,
            EnvFile = settings.EnvFile, Shared = settings.Shared, Writable = settings.Writable, Links = settings.Links, Files = Files, Description = Description, Shape = SiteFiles.ShapeOf(Site, host.Layout),
        });
        Add(new BuildStep(build)
        {
            Id = "build", Title = string.Join(", ", build.Select(b => b.Name)), Phase = Phase.Prepare,
            Public = settings.Public, Mutable = Description.Mutable,
        }, isNeeded: build.Count > 0);
    }

    private void Web()
    {
        Add(new StartStep { Id = "start", Title = $"start {Description.Release} beside the old release", Phase = Phase.Start });
        Add(new HealthStep { Id = "health", Title = "prove it healthy before anyone sees it", Phase = Phase.Start });
    }

    /// <param name="isNeeded">False: only its hooks are; where the stack has nothing to build, they are the build.</param>
    private void Add(Step step, bool isNeeded = true)
    {
        AddHooks("before", step);
        if (isNeeded)
            _steps.Add(step);
        AddHooks("after", step);
    }

    public static string HookTitle(Hook hook) => $"{hook.When} {hook.Step}: {string.Join(' ', hook.Command)}";

    private void AddHooks(string when, Step step)
    {
        foreach (var hook in environment.Hooks.Where(h => !h.Local && h.When == when && h.Step == step.Id))
        {
            var name = $"hook-{++_hooks}";
            var command = new BuildCommand($"{when} {step.Id}", hook.Command, [], TimeSpan.FromMinutes(15));
            var phase = when == "before" && step.Id == "commit" ? Phase.Switch : step.Phase;
            _steps.Add(new HookStep(command) { Id = name, Title = HookTitle(hook), Phase = phase });
        }
    }
}
