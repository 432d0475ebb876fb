using System.Collections.Concurrent;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Coordination;

/// <summary>Asks all hosts what is on them, at the same time.</summary>
public static class HostTargets
{
    public const string LocalName = "local";

    public static HostLayout LayoutOf(AppEnvironment environment) => environment.IsLocal
        ? LocalSite.Of(environment.Folder).Layout(environment.App, environment.Name)
        : HostTarget.LayoutOf(environment);

    /// <param name="recipe">Null when only the state matters.</param>
    public static async Task<IReadOnlyList<HostTarget>> InspectAsync(AppEnvironment environment, StackRecipe? recipe, HostSessions sessions, bool lookOnly, CancellationToken cancel)
    {
        var fingerprints = EnvFingerprints.New();
        var request = new InspectRequest(LayoutOf(environment))
        {
            DeployUser = environment.DeployUser,
            RunUser = environment.RunUser,
            Programs = recipe?.Requires.ToDictionary(r => r.Placeholder ?? r.Name, r => r.AnyOf) ?? [],
            Files = RecipeSettings.CertificateOf(environment) is { } certificate ? [certificate.Chain, certificate.Key] : [],
            MigrationFiles = recipe?.Migration?.Files ?? [],
            SiteNames = NginxSite.Names(environment),
            SitePorts = recipe is null || environment.IsLocal ? [] : NginxSite.Ports(environment),
            CheckSites = !environment.IsLocal && (recipe is not null || !lookOnly),
            EnvDialect = recipe?.EnvDialect,
            EnvFingerprints = fingerprints.ToText().Reveal(),
            LookOnly = lookOnly,
        };
        var states = await AskAllAsync(sessions, request, cancel);
        return [.. sessions.All.Zip(states, (session, state) => new HostTarget(session.Name, RolesOf(environment, session.Name), request.Layout, state) { EnvFingerprints = fingerprints })];
    }

    /// <exception cref="ProblemException">What hosts refuse, all of them.</exception>
    private static async Task<IReadOnlyList<HostState>> AskAllAsync(HostSessions sessions, InspectRequest request, CancellationToken cancel)
    {
        var problems = new ConcurrentQueue<Problem>();
        var states = await Task.WhenAll(sessions.All.Select(async session =>
        {
            try
            {
                return await session.InspectAsync(request, cancel);
            }
            catch (ProblemException e) when (e.Problem.Exit == ExitCodes.Refused)
            {
                problems.Enqueue(e.Problem with { Where = e.Problem.Where ?? session.Name });
                return null;
            }
        }));
        return problems.IsEmpty ? [.. states.OfType<HostState>()] : throw new ProblemException([.. problems.OrderBy(p => p.Where, StringComparer.Ordinal)]);
    }

    private static IReadOnlyList<string> RolesOf(AppEnvironment environment, string host) =>
        environment.IsLocal ? HostTarget.AllRoles : environment.Hosts.First(h => h.ToString() == host).Roles;
}
