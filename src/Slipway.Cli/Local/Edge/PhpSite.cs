using Microsoft.AspNetCore.Http;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>
/// Decides for a PHP site: (1) the script that the URL names, (2) a public file, (3) a folder's index, (4) the front controller.
/// The text of a script is never sent, and only scripts that lie in the release run: uploads reached by a link to shared folders do not.
/// </summary>
internal sealed class PhpSite(PublicFiles files, FastCgiForwarder app)
{
    public async Task<bool> AnswerAsync(HttpContext context, Entrance entrance, ServingRelease release, LocalSiteDescription description)
    {
        var root = Path.Combine(release.Folder, description.DocumentRoot ?? "").TrimEnd('/');
        if (PublicFiles.Find(context, release, description) is not { } path)
        {
            await EdgePage.NotFoundAsync(context);
            return true;
        }

        if (IsScript(path))
        {
            if (!PublicFiles.EndsInSlash(context) && IsOwn(path, release))
                return await app.RunAsync(context, entrance, release, root, path[root.Length..]);
        }
        else if (await files.TryServeFileAsync(context, release, description))
            return true;
        else if (Directory.Exists(path) && IndexOf(path, release) is { } index)
            return await AnswerFolderAsync(context, entrance, release, root, index);

        if (description.FrontController is { } front)
            return await app.RunAsync(context, entrance, release, root, "/" + front);
        await EdgePage.NotFoundAsync(context);
        return true;
    }

    public static bool IsScript(string path) => path.EndsWith(".php", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> AnswerFolderAsync(HttpContext context, Entrance entrance, ServingRelease release, string root, string index)
    {
        if (!PublicFiles.EndsInSlash(context))
            PublicFiles.RedirectToFolder(context);
        else if (IsScript(index))
            return await app.RunAsync(context, entrance, release, root, index[root.Length..]);
        else
            await files.SendAsync(context, index);
        return true;
    }

    private static string? IndexOf(string folder, ServingRelease release)
    {
        var script = Path.Combine(folder, "index.php");
        var page = Path.Combine(folder, "index.html");
        return IsOwn(script, release) ? script : File.Exists(page) ? page : null;
    }

    private static bool IsOwn(string script, ServingRelease release) =>
        File.Exists(script) && LocalNative.RealPath(script).StartsWith(LocalNative.RealPath(release.Folder) + "/", StringComparison.Ordinal);
}
