using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Data;

/// <summary>A Redis server as its file or command sets it up.</summary>
/// <param name="IsInContainer">Reached by its project's network only, unless a port is published.</param>
internal sealed record RedisServer(string Name, string Place, bool IsInContainer, IReadOnlyList<DataSetting> Settings)
{
    public DataSetting? Find(string key) => Settings.LastOrDefault(s => s.Key == key);

    public static RedisServer Of(TextFile file)
    {
        var settings = new List<DataSetting>();
        var at = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            var words = line.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length > 0 && !words[0].StartsWith('#'))
                settings.Add(new(words[0].ToLowerInvariant(), words.Length > 1 ? words[1].Trim('"') : "", file.Where(at), file.Path));
            at += line.Length + 1;
        }

        return new(file.Path, file.Where(0), false, settings);
    }

    public static RedisServer Of(ComposeService service)
    {
        var settings = new List<DataSetting>();
        for (var i = 0; i < service.Command.Count; i++)
            if (service.Command[i].StartsWith("--", StringComparison.Ordinal))
                settings.Add(new(service.Command[i][2..].ToLowerInvariant(), i + 1 < service.Command.Count && !service.Command[i + 1].StartsWith("--", StringComparison.Ordinal) ? service.Command[i + 1].Trim('"', '\'') : "", service.CommandPlace ?? service.Place, service.Name));
        return new(service.Name, service.Place, true, settings);
    }
}
