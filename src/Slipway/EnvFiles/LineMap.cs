using Slipway.Project.Yaml;

namespace Slipway.EnvFiles;

/// <summary>Line and column of each character of a text; LF, CR and CRLF end lines, a byte order mark is no column.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts;

    public LineMap(string text)
    {
        _starts = [text.StartsWith('\uFEFF') ? 1 : 0];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    public Position At(int index)
    {
        var found = _starts.BinarySearch(index);
        var line = found >= 0 ? found : Math.Max(~found - 1, 0);
        return new(line + 1, Math.Max(index - _starts[line], 0) + 1);
    }
}
