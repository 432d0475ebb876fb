using System.Text;

namespace Slipway.Processes;

/// <summary>Keeps the last characters of a stream of lines within a bound.</summary>
internal sealed class OutputTail(int limit)
{
    private readonly StringBuilder _text = new();

    public void Add(string line)
    {
        lock (_text)
        {
            _text.Append(line).Append('\n');
            if (_text.Length > 2L * limit)
                _text.Remove(0, _text.Length - limit);
        }
    }

    public override string ToString()
    {
        lock (_text)
            return _text.Length > limit ? _text.ToString(_text.Length - limit, limit) : _text.ToString();
    }
}
