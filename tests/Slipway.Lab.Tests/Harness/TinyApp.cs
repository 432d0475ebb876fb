namespace Slipway.Lab.Tests.Harness;

/// <summary>
/// An app of one file, to try settings with: each of its properties is one that a project may change from one deploy to the next.
/// It answers /versions, /health, /upload, /slow?s=3, /sse and /host.
/// </summary>
/// <param name="Name">Of the app.</param>
/// <param name="Stack">php, node or static.</param>
internal sealed record TinyApp(string Name, string Stack)
{
    /// <summary>Folder that is public; not of node.</summary>
    public string Root { get; init; } = "public";

    /// <summary>socket or port; of node only.</summary>
    public string Listen { get; init; } = "socket";

    /// <summary>Whether there is a folder of assets.</summary>
    public bool Assets { get; init; }

    public string Limits { get; init; } = "";

    /// <summary>A second name.</summary>
    public string? Alias { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>well, ill (health is 503), or fading (well at first, ill after nine seconds).</summary>
    public string Health { get; init; } = "well";

    public string Soak { get; init; } = "1s";

    public string Drain { get; init; } = "20s";

    public string HostName => $"{Name}.example.com";

    public IEnumerable<(string File, string Text)> Files(string address)
    {
        yield return ("slipway.yaml", $$"""
            app: {{Name}}
            stack: {{Stack}}
            health: { path: /health, timeout: 5s }
            soak: {{Soak}}
            drain: {{Drain}}
            {{(Listen == "port" ? "listen: port" : "")}}
            {{(Limits.Length > 0 ? $"limits: {Limits}" : "")}}
            environments:
              production:
                url: http://{{HostName}}
                {{(Alias is null ? "" : $"names: [{Alias}]")}}
                hosts: [root@{{address}}]

            """);
        if (Assets)
            yield return (Stack == "static" ? "assets/app-1a2b3c4d.css" : $"{(Stack == "php" ? Root : "public")}/assets/app-1a2b3c4d.css", "css");
        foreach (var file in Stack switch { "php" => Php(), "node" => Node(), _ => Static() })
            yield return file;
    }

    private string Versions => $$"""{"code":{{Version}},"config":{{Version}},"template":{{Version}},"asset":{{Version}},"env":"hello","release":"tiny","of":1}""";

    private IEnumerable<(string, string)> Php() =>
    [
        ($"{Root}/index.php", $$"""
            <?php
            $began = '/tmp/began'; if (!file_exists($began)) touch($began);
            switch (strtok($_SERVER['REQUEST_URI'], '?')) {
                case '/health': if ('{{Health}}' === 'ill' || ('{{Health}}' === 'fading' && time() - filemtime($began) > 8)) http_response_code(503); echo '{}'; break;
                case '/upload': echo '{"bytes":', strlen(file_get_contents('php://input')), '}'; break;
                case '/slow': sleep((int) $_GET['s']); echo 'slow'; break;
                case '/host': echo json_encode($_SERVER); break;
                case '/sse': header('Content-Type: text/event-stream'); header('X-Accel-Buffering: no'); while (!connection_aborted()) { echo "data: {{Version}}\n\n"; @ob_flush(); flush(); usleep(300000); } break;
                default: echo '{{Versions}}';
            }

            """),
    ];

    private IEnumerable<(string, string)> Node() =>
    [
        ("package.json", $$"""{ "name": "{{Name}}", "version": "1.0.0", "private": true, "scripts": { "start": "node server.js" } }"""),
        ("server.js", $$"""
            const began = Date.now();
            require('http').createServer((q, r) => {
                const url = new URL(q.url, 'http://x');
                switch (url.pathname) {
                    case '/health': r.statusCode = '{{Health}}' === 'ill' || ('{{Health}}' === 'fading' && Date.now() - began > 9000) ? 503 : 200; r.end('{}'); break;
                    case '/upload': { let n = 0; q.on('data', d => n += d.length); q.on('end', () => r.end('{"bytes":' + n + '}')); break; }
                    case '/slow': setTimeout(() => r.end('slow'), 1000 * url.searchParams.get('s')); break;
                    case '/host': r.end(JSON.stringify(q.headers)); break;
                    case '/sse': { r.setHeader('content-type', 'text/event-stream'); const t = setInterval(() => r.write('data: {{Version}}\n\n'), 300); q.on('close', () => clearInterval(t)); break; }
                    default: r.end('{{Versions}}');
                }
            }).listen(process.env.SLIPWAY_SOCKET || process.env.PORT);

            """),
    ];

    private IEnumerable<(string, string)> Static() => Health == "well"
        ? [("index.html", "page"), ("versions", Versions), ("health", "{}")]
        : [("index.html", "page"), ("versions", Versions)];
}
