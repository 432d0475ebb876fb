using System.Globalization;
using System.IO.Enumeration;
using System.Net;
using Slipway.Files;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Deployments.Sessions;

/// <summary>What nginx of this host reads besides our own site: its file and all that it includes, read once.</summary>
internal sealed class EnabledSites
{
    private const string Main = "/etc/nginx/nginx.conf";
    private const int MaxFiles = 1000;
    private const int MaxSize = 1 << 20;
    private const int HttpPort = 80;

    private readonly string _ours;
    private readonly string _folder;
    private readonly List<NginxDirective> _files = [];
    private readonly List<string> _includes = [];

    /// <param name="ours">The file of our site, which need not be there.</param>
    /// <param name="main">nginx's own file.</param>
    public EnabledSites(string ours, string main = Main)
    {
        (_ours, _folder) = (ours, Path.GetDirectoryName(main)!);
        var (seen, waiting) = (new HashSet<string> { ours }, new Queue<string>([main]));
        while (waiting.TryDequeue(out var path) && seen.Count < MaxFiles)
        {
            if (!seen.Add(path) || Read(path) is not { } file)
                continue;
            _files.Add(file);
            foreach (var pattern in Includes(file))
            {
                _includes.Add(pattern);
                foreach (var found in Expand(pattern))
                    waiting.Enqueue(found);
            }
        }
    }

    /// <summary>True when nginx reads our file, or would if it were there: the packages of nginx.org do not include sites-enabled, Debian's do.</summary>
    public bool IncludeOurs => _includes.Any(pattern => Path.GetDirectoryName(pattern) == Path.GetDirectoryName(_ours) && Matches(pattern, _ours));

    /// <summary>
    /// Sites that somebody else made, by hand or with another app, and that answer to one of the names on one of the ports. Where two have
    /// the same name, nginx serves the one that it reads first, warns and ignores the other: ours would be proven through its private
    /// entrance while visitors see the old one.
    /// </summary>
    public IReadOnlyList<OtherSite> AnsweringTo(IReadOnlyCollection<string> names, IReadOnlyCollection<int> ports) =>
    [
        .. from file in _files
           from server in file.All
           where server.Name == "server" && server.Children.Count > 0 && Ports(server).Intersect(ports).Any()
           from directive in server.Children
           where directive.Name == "server_name"
           from name in directive.Arguments
           where names.Contains(name, StringComparer.OrdinalIgnoreCase)
           select new OtherSite(name, directive.Where),
    ];

    private IEnumerable<string> Includes(NginxDirective file) =>
        file.All.Where(d => d is { Name: "include", Arguments.Count: 1 }).Select(d => Path.GetFullPath(d.Arguments[0], _folder));

    private static IEnumerable<string> Expand(string pattern)
    {
        if (!Path.GetFileName(pattern.AsSpan()).ContainsAny("*?["))
            return [pattern];
        try
        {
            return Directory.EnumerateFiles(Path.GetDirectoryName(pattern)!).Where(f => Matches(pattern, f)).Order(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>As nginx's own: the pattern is in the last name, and leaves out names that begin with a dot.</summary>
    private static bool Matches(string pattern, string file) =>
        Path.GetFileName(file)[0] != '.' && FileSystemName.MatchesSimpleExpression(Path.GetFileName(pattern.AsSpan()), Path.GetFileName(file.AsSpan()), ignoreCase: false);

    private static NginxDirective? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxSize } ? NginxReader.Read(new TextFile(path, File.ReadAllText(path))) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<int> Ports(NginxDirective server)
    {
        var listens = server.Children.Where(d => d is { Name: "listen", Arguments.Count: > 0 }).ToList();
        return listens.Count == 0 ? [HttpPort] : listens.Select(l => Port(l.Arguments[0])).OfType<int>();
    }

    /// <summary>Null when no visitor from outside comes this way.</summary>
    private static int? Port(string listen)
    {
        if (listen.StartsWith("unix:", StringComparison.Ordinal))
            return null;
        if (int.TryParse(listen, CultureInfo.InvariantCulture, out var only))
            return only;
        var colon = listen.LastIndexOf(':');
        var hasPort = colon > listen.LastIndexOf(']') && int.TryParse(listen.AsSpan(colon + 1), CultureInfo.InvariantCulture, out _);
        var address = (hasPort ? listen[..colon] : listen).Trim('[', ']');
        var isLoopback = address == "localhost" || (IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip));
        return isLoopback ? null : hasPort ? int.Parse(listen.AsSpan(colon + 1), CultureInfo.InvariantCulture) : HttpPort;
    }
}
