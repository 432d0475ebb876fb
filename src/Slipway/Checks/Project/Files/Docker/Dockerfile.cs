namespace Slipway.Checks.Project.Files.Docker;

/// <summary>A Dockerfile as stages.</summary>
internal sealed record Dockerfile(TextFile File, IReadOnlyList<DockerStage> Stages)
{
    /// <summary>Of the stage that becomes the image: itself and the stages that it starts from, last first.</summary>
    public IReadOnlyList<DockerStage> Final
    {
        get
        {
            var chain = new List<DockerStage>();
            for (var stage = Stages.Count > 0 ? Stages[^1] : null; stage is not null && !chain.Contains(stage);)
            {
                chain.Add(stage);
                var image = stage.Image;
                stage = Stages.TakeWhile(s => s != chain[^1]).LastOrDefault(s => string.Equals(s.Name, image, StringComparison.OrdinalIgnoreCase));
            }

            return chain;
        }
    }

    /// <summary>The published image that the final stage comes from.</summary>
    public string BaseImage => Final.Count == 0 ? "" : Final[^1].Image;

    public string Where(DockerInstruction instruction) => File.Where(instruction.Line, 1);

    public static Dockerfile Of(TextFile file)
    {
        var stages = new List<DockerStage>();
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var current = new List<DockerInstruction>();
        foreach (var instruction in DockerReader.Read(file.Text))
        {
            if (instruction.Name == "FROM")
            {
                current = [];
                stages.Add(Stage(instruction, arguments, current));
            }
            else if (stages.Count > 0)
                current.Add(instruction);
            else if (instruction.Name == "ARG" && instruction.Text.IndexOf('=') is > 0 and var at)
                arguments[instruction.Text[..at].Trim()] = instruction.Text[(at + 1)..].Trim().Trim('"', '\'');
        }

        return new(file, stages);
    }

    private static DockerStage Stage(DockerInstruction from, Dictionary<string, string> arguments, IReadOnlyList<DockerInstruction> instructions)
    {
        var words = from.Words.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
        var name = words.Count > 2 && words[1].Equals("AS", StringComparison.OrdinalIgnoreCase) ? words[2] : null;
        return new(Expand(words.FirstOrDefault() ?? "", arguments), name, from, instructions);
    }

    private static string Expand(string image, Dictionary<string, string> arguments)
    {
        for (var i = 0; i < 8 && image.IndexOf('$') is >= 0 and var at; i++)
        {
            var braces = at + 1 < image.Length && image[at + 1] == '{';
            var start = at + (braces ? 2 : 1);
            var end = start;
            while (end < image.Length && (char.IsAsciiLetterOrDigit(image[end]) || image[end] == '_'))
                end++;
            var close = braces ? image.IndexOf('}', end) : end - 1;
            var fallback = braces && close > end && image.AsSpan(end).StartsWith(":-") ? image[(end + 2)..close] : null;
            if (close < at || (arguments.GetValueOrDefault(image[start..end]) ?? fallback) is not { } value)
                return "";
            image = image[..at] + value + image[(close + 1)..];
        }

        return image.Contains('$') ? "" : image;
    }
}
