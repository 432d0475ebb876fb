using System.Text;

namespace Slipway.Stacks.Nginx;

/// <summary>Writes directives and blocks with their indentation.</summary>
internal sealed class NginxWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string directive) => _text.Append(' ', _depth * 4).Append(directive).Append(";\n");

    /// <summary>A line as it is, with its own indentation.</summary>
    public void Raw(string line) => _text.Append(line).Append('\n');

    public void Comment(string text) => _text.Append(' ', _depth * 4).Append("# ").Append(text).Append('\n');

    public void Blank() => _text.Append('\n');

    public void Block(string head, Action body)
    {
        _text.Append(' ', _depth * 4).Append(head).Append(" {\n");
        _depth++;
        body();
        _depth--;
        _text.Append(' ', _depth * 4).Append("}\n");
    }

    /// <summary>A block of one directive on one line.</summary>
    public void Block(string head, string directive) => _text.Append(' ', _depth * 4).Append($"{head} {{ {directive}; }}\n");

    public override string ToString() => _text.ToString();

    /// <summary>A size as people write it: 64m, 16k.</summary>
    public static string Size(long bytes) => bytes % (1 << 20) == 0 ? $"{bytes >> 20}m" : bytes % (1 << 10) == 0 ? $"{bytes >> 10}k" : $"{bytes}";

    /// <summary>A parameter that nginx reads back as this text, whatever is in it, <c>$</c> excepted.</summary>
    public static string Quote(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@+,~".Contains(c)) && text.Length > 0 ? text : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
