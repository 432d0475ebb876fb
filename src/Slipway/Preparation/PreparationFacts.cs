using Slipway.EnvFiles;
using Slipway.Project;

namespace Slipway.Preparation;

/// <summary>What is known about the environment whose env file is prepared.</summary>
/// <param name="Stack">Name of the stack, "laravel".</param>
/// <param name="Dialect">By whose rules its env file is read.</param>
public sealed record PreparationFacts(AppEnvironment Environment, string Stack, EnvDialect Dialect)
{
    /// <summary>Host names that are served, the first is the URL's.</summary>
    public IReadOnlyList<string> HostNames => Environment.Url is { } url ? [url.IdnHost, .. Environment.Names] : Environment.Names;

    /// <summary>Name of database and its user: <c>shop</c>, <c>shop_staging</c>.</summary>
    public string DatabaseName => (Environment.App + (Environment.Name == "production" ? "" : "_" + Environment.Name)).Replace('-', '_');
}
