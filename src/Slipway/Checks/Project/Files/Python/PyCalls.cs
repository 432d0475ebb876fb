using System.Globalization;
using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Calls whose value is known: reads of the environment, conversions, methods of texts.</summary>
internal static class PyCalls
{
    private static readonly string[] TrueWords = ["true", "on", "ok", "y", "yes", "1", "t"];

    /// <param name="path">Name of what is called, with dots; of a method of a value only its name after a dot.</param>
    /// <param name="on">What stands before the dot.</param>
    /// <param name="read">Called when it reads the environment; true when the env file has the variable.</param>
    public static PyValue Value(string path, PyValue on, PyArguments arguments, StackEnv env, Action<bool> read)
    {
        if (path is "Env" or "environ.Env" or "environ.FileAwareEnv" or "environs.Env")
            return new PyEnvReader(arguments.Named.ToDictionary(pair => pair.Key, pair => pair.Value is PyList { Items: [_, var given] } ? given : PyValue.Unknown));
        if (IsEnvironment(path) || on is PyEnvReader || OwnReads.Is(path, arguments))
            return Environment(path, on, arguments, env, read);
        return (path, arguments.Given) switch
        {
            ("bool", [var value]) => value.IsTrue is { } flag ? new PyFlag(flag) : PyValue.Unknown,
            ("int" or "float", [PyText text, ..]) => double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) ? new PyNumber(number) : PyValue.Unknown,
            ("int" or "float", [PyNumber number]) => number,
            ("int", [PyFlag flag]) => new PyNumber(flag.IsOn ? 1 : 0),
            ("str", [PyText text]) => text,
            ("list" or "tuple" or "set", [PyList list]) => list,
            (_, [PyText text]) when OwnReads.IsFlagText(path) => new PyFlag(TrueWords.Contains(text.Text.Trim().ToLowerInvariant())),
            (_, [PyFlag flag]) when OwnReads.IsFlagText(path) => flag,
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

    private static PyValue Environment(string path, PyValue on, PyArguments arguments, StackEnv env, Action<bool> read)
    {
        var given = arguments.Default ?? (on is PyEnvReader reader && arguments.Key is { } named ? reader.Defaults.GetValueOrDefault(named) : null);
        if (arguments.Key is not { } key || !env.IsKnown)
            return PyValue.Unknown;
        var type = arguments.Named.GetValueOrDefault("cast") is PyText cast ? cast.Text : given is PyFlag && !IsText(path) ? "bool" : path[(path.LastIndexOf('.') + 1)..];
        read(env.Text(key) is not null);
        if (env.Text(key) is not { } text)
            return given is not null ? Typed(type, given) : path is "os.environ.get" or "environ.get" or "os.getenv" or "getenv" ? new PyNone() : PyValue.Unknown;
        return Typed(type, new PyText(text));
    }

    // These give the text, whatever the default is.
    private static bool IsText(string path) => path is "os.environ.get" or "environ.get" or "os.getenv" or "getenv" or "env.str" or "env.get";

    private static PyValue Typed(string type, PyValue value) => (type, value) switch
    {
        ("bool", PyText text) => new PyFlag(TrueWords.Contains(text.Text.Trim().ToLowerInvariant())),
        ("int" or "float", PyText text) => double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) ? new PyNumber(number) : PyValue.Unknown,
        ("list" or "tuple" or "Csv", PyText text) => new PyList([.. text.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => new PyText(part))], true),
        _ => value,
    };
}
