namespace Slipway.Cli.Output;

/// <summary>Colours as terminals know them, or none.</summary>
internal sealed class Paint(bool colors)
{
    public string Green(string text) => Wrap("32", text);

    public string Red(string text) => Wrap("31", text);

    public string Yellow(string text) => Wrap("33", text);

    public string Cyan(string text) => Wrap("36", text);

    public string Dim(string text) => Wrap("2", text);

    public string Bold(string text) => Wrap("1", text);

    private string Wrap(string code, string text) => colors && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
