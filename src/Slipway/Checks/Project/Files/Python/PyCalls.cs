using System.Globalization;
using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Calls whose value is known: reads of the environment, conversions, methods of texts.</summary>
internal static class PyCalls
{
    private static readonly string[] TrueWords = ["true", "on", "ok", "y", "yes", "1", "t"];

    /// <param name="path">Name of what is called, with dots; of a method of a value only its name after a dot.</param>
    /// <param name="on">What stands before the dot.</param>
    /// <param name="seen">Called when the env file has the variable.</param>
    public static PyValue Value(string path, PyValue on, PyArguments arguments, StackEnv env, Action seen)
    {
        if (IsEnvironment(path))
            return Environment(path, arguments, env, seen);
        return (path, arguments.Given) switch
        {
            ("bool", [var value]) => value.IsTrue is { } flag ? new PyFlag(flag) : PyValue.Unknown,
            ("int" or "float", [PyText text, ..]) => double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) ? new PyNumber(number) : PyValue.Unknown,
            ("int" or "float", [PyNumber number]) => number,
            ("int", [PyFlag flag]) => new PyNumber(flag.IsOn ? 1 : 0),
            ("str", [PyText text]) => text,
            ("list" or "tuple" or "set", [PyList list]) => list,
            _ => Method(path, on, arguments),
        };
    }

    private static PyValue Method(string path, PyValue on, PyArguments arguments) => (path[(path.LastIndexOf('.') + 1)..], on, arguments.Given) switch
    {
        ("lower", PyText text, _) => new PyText(text.Text.ToLowerInvariant()),
        ("upper", PyText text, _) => new PyText(text.Text.ToUpperInvariant()),
        ("strip", PyText text, []) => new PyText(text.Text.Trim()),
        ("split", PyText text, [PyText { Text.Length: > 0 } by, ..]) => new PyList([.. text.Text.Split(by.Text).Select(part => new PyText(part))], true),
        _ => PyValue.Unknown,
    };

    private static bool IsEnvironment(string path) => path is "env" or "config" or "getenv" or "os.getenv" or "os.environ.get" or "environ.get" or "env.get" or "env.str" or "env.bool" or "env.int" or "env.float" or "env.list" or "env.tuple" or "env.get_value";

    private static PyValue Environment(string path, PyArguments arguments, StackEnv env, Action seen)
    {
        if (arguments.Key is not { } key || !env.IsKnown)
            return PyValue.Unknown;
        var type = arguments.Named.GetValueOrDefault("cast") is PyText cast ? cast.Text : path[(path.LastIndexOf('.') + 1)..];
        if (env.Text(key) is not { } text)
            return arguments.Default is { } given ? Typed(type, given) : path is "os.environ.get" or "environ.get" or "os.getenv" or "getenv" ? new PyNone() : PyValue.Unknown;
        seen();
        return Typed(type, new PyText(text));
    }

    private static PyValue Typed(string type, PyValue value) => (type, value) switch
    {
        ("bool", PyText text) => new PyFlag(TrueWords.Contains(text.Text.Trim().ToLowerInvariant())),
        ("int" or "float", PyText text) => double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) ? new PyNumber(number) : PyValue.Unknown,
        ("list" or "tuple" or "Csv", PyText text) => new PyList([.. text.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => new PyText(part))], true),
        _ => value,
    };
}
