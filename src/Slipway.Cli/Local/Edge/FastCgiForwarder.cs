using Microsoft.AspNetCore.Http;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

internal sealed class FastCgiForwarder(LocalSite site)
{
    public async Task<bool> AnswerAsync(HttpContext context, Entrance entrance, ServingRelease release, LocalSiteDescription description, PublicFiles files)
    {
        _ = (entrance, release, description, files);
        await EdgePage.WriteAsync(context, 501, "FastCGI is not served yet", site.Folder);
        return true;
    }
}
