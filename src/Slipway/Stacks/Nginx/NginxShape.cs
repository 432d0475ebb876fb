using System.Security.Cryptography;
using System.Text;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>
/// How the web server serves a release: the stack, its document root, assets, files and limits. Releases that agree in all of it share
/// one shape, a server block on a socket of its own, to which <c>.slipway/web.sock</c> of each of them leads. Another shape is another
/// file beside, so that no shape of a release changes while it serves.
/// </summary>
/// <param name="Id">Digest of the text: ten hex digits.</param>
/// <param name="Text">All of its file.</param>
public sealed record NginxShape(string Id, string Text)
{
    private const string Unknown = "{shape}";
    private static readonly TimeSpan Unbounded = TimeSpan.FromHours(1);

    /// <summary>In each release of the shape: by it the block sees that a request is its own.</summary>
    public static string Marker(string id) => "shape-" + id;

    public static string FilePath(HostLayout layout, string id) => $"{Folder}/{FilePrefix(layout)}{id}{Extension}";

    /// <summary>The shape whose file this is; null for another file.</summary>
    public static string? IdOf(HostLayout layout, string path)
    {
        var name = Path.GetFileName(path);
        var isShape = Path.GetDirectoryName(path) == Folder && name.StartsWith(FilePrefix(layout), StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
            && name.Length > FilePrefix(layout).Length + Extension.Length;
        return isShape ? name[FilePrefix(layout).Length..^Extension.Length] : null;
    }

    /// <summary>The files of all shapes of the environment that are on this host.</summary>
    public static IEnumerable<string> FilesOf(HostLayout layout) =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"{FilePrefix(layout)}*{Extension}") : [];

    public static NginxShape Of(StackRecipe recipe, WebLimits limits, HostLayout layout) =>
        Of(layout, text => new NginxLocations(text, recipe.Serving, layout, limits, VariablePrefix).Write());

    /// <param name="layout">Of the host.</param>
    /// <param name="locations">Writes what is the shape's own.</param>
    internal static NginxShape Of(HostLayout layout, Action<NginxWriter> locations)
    {
        var text = Render(layout, locations);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
        return new(id, text.Replace(Unknown, id));
    }

    private const string Folder = "/etc/nginx/sites-enabled";
    private const string Extension = ".conf";

    // No key has a dot in it.
    private static string FilePrefix(HostLayout layout) => $"slipway-{layout.Key}.";

    /// <summary>Of the shape's variables, which are global in nginx.</summary>
    internal const string VariablePrefix = "slipway_" + Unknown;

    private static string Render(HostLayout layout, Action<NginxWriter> locations)
    {
        var text = new NginxWriter();
        text.Comment($"{layout.App} {layout.Environment}: how releases of one shape are served. Written by Slipway; changes are overwritten.");
        text.Blank();
        NginxCaching.Define(text, VariablePrefix);
        text.Blank();
        text.Block("server", () =>
        {
            text.Line($"listen unix:{layout.ShapeSocket(Unknown)} backlog=4096");
            text.Line("access_log off");
            text.Line($"error_log {NginxSite.ErrorLog(layout)}");
            text.Line("server_tokens off");
            text.Line("absolute_redirect off");
            text.Line("disable_symlinks off");
            text.Comment("Limits and slow visitors are the site's matter.");
            text.Line("client_max_body_size 0");
            text.Line("large_client_header_buffers 8 128k");
            text.Line($"send_timeout {(int)Unbounded.TotalSeconds}s");
            text.Line($"client_body_timeout {(int)Unbounded.TotalSeconds}s");
            text.Line($"add_header {NginxHeaders.Release} $slipway_release always");
            text.Blank();
            Release(text, layout);
            Frozen(text, layout);
            text.Block("if ($uri ~ \"/\\.(?!well-known(/|$))\")", "return 404");
            text.Blank();
            locations(text);
        });
        return text.ToString();
    }

    /// <summary>Between the site's connect and this look the switch may have come: then the request belongs to the shape of the new release.</summary>
    private static void Release(NginxWriter text, HostLayout layout)
    {
        text.Comment("One release for the whole request: files, script and socket.");
        var entrance = NginxHandover.Variable(NginxHandover.Entrance);
        text.Line($"set $slipway_link {layout.Current}");
        text.Block($"if ({entrance} = {NginxHandover.Next})", $"set $slipway_link {layout.Next}");
        text.Line("root $slipway_link");
        text.Line("set $slipway_release \"\"");
        text.Block("if ($realpath_root ~ \"/([^/]+)$\")", "set $slipway_release $1");
        text.Block($"if (!-f {layout.Meta("$slipway_release")}/{Marker(Unknown)})", "return 421");
        text.Line("error_page 421 = @other");
        text.Block("location @other", () =>
        {
            text.Line($"proxy_pass http://unix:{layout.Meta("$slipway_release")}/{HostLayout.WebSocketName}:");
            text.Line("proxy_http_version 1.1");
            text.Line("proxy_request_buffering off");
            text.Line("proxy_redirect off");
            text.Line("proxy_max_temp_file_size 0");
            text.Line($"proxy_read_timeout {(int)Unbounded.TotalSeconds}s");
            text.Line($"proxy_send_timeout {(int)Unbounded.TotalSeconds}s");
            text.Line($"proxy_hide_header {NginxHeaders.Release}");
            text.Line("proxy_pass_header X-Accel-Buffering");
            text.Line("proxy_set_header Host $http_host");
            text.Line($"proxy_set_header Connection $http_connection");
            text.Line("proxy_set_header Upgrade $http_upgrade");
        });
    }

    private static void Frozen(NginxWriter text, HostLayout layout)
    {
        text.Blank();
        text.Comment("A request that began before the freeze must not write after the dump.");
        text.Line($"set $slipway_frozen {NginxHandover.Variable(NginxHandover.Entrance)}");
        text.Block($"if (!-f {layout.FreezeFile})", "set $slipway_frozen \"\"");
        text.Block($"if ($slipway_frozen = {NginxHandover.Public})", "return 503");
        text.Line("error_page 503 @frozen");
        text.Block("location @frozen", () =>
        {
            text.Line("add_header Retry-After 30 always");
            text.Line("return 503");
        });
        text.Blank();
    }
}
