namespace Slipway.Lab.Commands;

/// <summary>The words of a command line, taken one by one: <c>--name value</c> options first, then what is left.</summary>
internal sealed class Arguments(IEnumerable<string> words)
{
    private readonly List<string> left = [.. words];

    public bool Flag(string name) => left.Remove(name);

    public string? Option(string name)
    {
        var at = left.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 >= left.Count) throw new UsageException($"{name} needs a value.");
        var value = left[at + 1];
        left.RemoveRange(at, 2);
        return value;
    }

    public int Number(string name, int otherwise) => Option(name) is { } text ? ParseNumber(name, text) : otherwise;

    public T Choice<T>(string name, T otherwise) where T : struct, Enum =>
        Option(name) is { } text ? ParseChoice<T>(name, text) : otherwise;

    public string Next(string what)
    {
        if (left.Count == 0) throw new UsageException($"{what} is missing.");
        var word = left[0];
        left.RemoveAt(0);
        return word;
    }

    public string? NextOrNone() => left.Count == 0 ? null : Next("");

    public string[] Rest()
    {
        string[] rest = [.. left];
        left.Clear();
        return rest;
    }

    public void End()
    {
        if (left.Count > 0) throw new UsageException($"\"{left[0]}\" is not understood here.");
    }

    public static int ParseNumber(string what, string text) =>
        int.TryParse(text, out var number) && number >= 0 ? number : throw new UsageException($"{what}: \"{text}\" is not a number.");

    public static T ParseChoice<T>(string what, string text) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw new UsageException($"{what}: \"{text}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}
