using Slipway.Checks.Project.Files.Docker;
using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>A service with all that the files say of it, later files over earlier ones.</summary>
/// <param name="Place"><c>path:line:column</c> of its name.</param>
internal sealed record ComposeService(string Name, string Place)
{
    public ComposeValue? Image { get; init; }
    public string? ImagePlace { get; init; }
    public string? BuildContext { get; init; }
    public string? BuildFile { get; init; }
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];
    public IReadOnlyList<ComposeMount> Mounts { get; init; } = [];
    public IReadOnlyList<ComposeVariable> Variables { get; init; } = [];

    /// <summary>Words of entry point and command.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public string? CommandPlace { get; init; }
    public string? Restart { get; init; }
    public string? StopGrace { get; init; }
    public bool HasMemoryLimit { get; init; }

    /// <summary>True = has one, false = switched off, null = not said.</summary>
    public bool? HealthCheck { get; init; }

    public bool IsInProfile { get; init; }
    public int Replicas { get; init; } = 1;
    public string? NetworkMode { get; init; }

    /// <summary>What gives rights over the host, as written: <c>privileged: true</c>.</summary>
    public IReadOnlyList<(string Text, string Where)> Powers { get; init; } = [];

    /// <summary>Services that start after this one, with the condition that they wait for.</summary>
    public IReadOnlyDictionary<string, string> DependsOn { get; init; } = new Dictionary<string, string>();

    /// <summary>The Dockerfile that it is built from, when the project has it.</summary>
    public Dockerfile? ImageFile { get; init; }

    public string CommandText => string.Join(' ', Command);

    /// <param name="layers">In the order in which they are laid over one another.</param>
    public static ComposeService Of(IReadOnlyList<ComposeLayer> layers, ComposeInterpolation text)
    {
        YamlNode? Last(params string[] keys) => layers.Select(layer => layer.Node.At(keys)).LastOrDefault(node => node is not null);
        IEnumerable<(YamlNode Node, TextFile File)> All(string key) => layers.SelectMany(layer => layer.Node.At(key) is YamlList list ? list.Items.Select(item => (item, layer.File)) : []);
        var (file, entry) = layers[0];
        var build = Last("build");
        var command = Last("command");
        return new(entry.Key, file.Where(entry.At.Line, entry.At.Column))
        {
            Image = Last("image").Text() is { } image ? text.Expand(image) : null,
            ImagePlace = layers.LastOrDefault(layer => layer.Node.At("image") is not null) is { } named ? named.File.Where(named.Node.Entry("image")!.At.Line, named.Node.Entry("image")!.At.Column) : null,
            BuildContext = build.Text() ?? (build is null ? null : Last("build", "context").Text() ?? "."),
            BuildFile = Last("build", "dockerfile").Text(),
            Ports = [.. All("ports").Select(item => ComposePort.Of(item.Node, item.File, text)).OfType<ComposePort>()],
            Mounts = [.. All("volumes").Select(item => ComposeMount.Of(item.Node, item.File, text)).OfType<ComposeMount>()],
            Variables = [.. layers.SelectMany(l => ComposeVariable.Of(l.Node.At("environment"), l.File, text).Concat(ComposeVariable.Of(l.Node.At("build", "args"), l.File, text))).GroupBy(v => v.Key).Select(g => g.Last())],
            Command = [.. Words(Last("entrypoint"), text), .. Words(command, text)],
            CommandPlace = command is null ? null : layers.Last(layer => layer.Node.At("command") is not null).Where(command),
            Restart = Last("restart").Text() ?? Last("deploy", "restart_policy", "condition").Text() ?? (Last("deploy", "restart_policy") is null ? null : "any"),
            StopGrace = Last("stop_grace_period").Text(),
            HasMemoryLimit = (Last("mem_limit") ?? Last("deploy", "resources", "limits", "memory")).Text() is not null,
            HealthCheck = Health(Last("healthcheck")),
            IsInProfile = Last("profiles").Items().Count > 0,
            Replicas = int.TryParse(Last("deploy", "replicas").Text() ?? Last("scale").Text(), out var replicas) ? replicas : 1,
            NetworkMode = Last("network_mode").Text(),
            Powers = [.. layers.SelectMany(layer => ComposePowers.Of(layer.Node, layer.File))],
            DependsOn = Dependencies(layers),
        };
    }

    private static bool? Health(YamlNode? node)
    {
        if (node is not YamlMap)
            return null;
        return !node.At("disable").IsTrue() && !(node.At("test") is YamlList { Items: [var first, ..] } && first.Text() == "NONE") && node.At("test").Text() != "NONE";
    }

    private static IEnumerable<string> Words(YamlNode? node, ComposeInterpolation text) => node switch
    {
        YamlList list => list.Items.Select(item => text.Expand(item.Text() ?? "").Raw),
        YamlScalar { IsNull: false } scalar => scalar.Text.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    private static Dictionary<string, string> Dependencies(IReadOnlyList<ComposeLayer> layers)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in layers.Select(layer => layer.Node.At("depends_on")))
        {
            foreach (var entry in node.Entries())
                found[entry.Key] = entry.Value.At("condition").Text() ?? "service_started";
            foreach (var item in node.Items())
                if (item.Text() is { } name)
                    found.TryAdd(name, "service_started");
        }

        return found;
    }
}
