using System.Text;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Names and requirement lines of Python packages.</summary>
internal static class PythonNames
{
    /// <summary>Lower case, with one hyphen for each run of hyphens, dots and underscores (PEP 503).</summary>
    public static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (var c in name.Trim())
        {
            var isSeparator = c is '-' or '_' or '.';
            if (!isSeparator)
                normal.Append(char.ToLowerInvariant(c));
            else if (normal.Length > 0 && normal[^1] != '-')
                normal.Append('-');
        }

        return normal.ToString();
    }

    /// <summary>Splits <c>psycopg[binary]&gt;=3.2 ; python_version &gt; "3.9"</c> into name and range.</summary>
    public static (string Name, string Range) Split(string requirement)
    {
        var text = requirement.Split(';')[0];
        var length = text.AsSpan().IndexOfAny("[<>=!~@ (") is var end && end < 0 ? text.Length : end;
        var range = text[length..].Trim();
        if (range.StartsWith('['))
            range = range[(range.IndexOf(']') + 1)..].Trim();
        return (Normal(text[..length]), range.Trim('(', ')', ' '));
    }
}
