using System.Globalization;
using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Evaluates an expression of literals, names, and reads of the environment. What needs more is unknown.</summary>
internal sealed class PyExpression(IReadOnlyList<PyToken> tokens, int at, Func<string, PyValue> name, StackEnv env)
{
    private const int MaxDepth = 60;

    private int _at = at;
    private int _depth;

    /// <summary>A part of the value stands in the env file.</summary>
    public bool FromEnv { get; private set; }

    /// <summary>A part of the value is read from the environment, which may not have it.</summary>
    public bool ReadsEnv { get; private set; }

    private void Read(bool found) => (ReadsEnv, FromEnv) = (true, FromEnv || found);

    public PyValue Value() => Bounded(() =>
    {
        var value = Or();
        if (!IsWord("if"))
            return value;
        _at++;
        var condition = Or();
        if (!Take("else"))
            return PyValue.Unknown;
        var other = Value();
        return condition.IsTrue switch { true => value, false => other, _ => PyValue.Unknown };
    });

    private PyValue Bounded(Func<PyValue> read)
    {
        if (++_depth > MaxDepth)
        {
            _at = tokens.Count;
            _depth--;
            return PyValue.Unknown;
        }

        var value = read();
        _depth--;
        return value;
    }

    private PyToken Now => _at < tokens.Count ? tokens[_at] : new(PyTokenKind.End, "", 0);

    private bool IsMark(string text) => Now.Kind == PyTokenKind.Mark && Now.Text == text;

    private bool IsWord(string text) => Now.Kind == PyTokenKind.Word && Now.Text == text;

    private bool Take(string text)
    {
        var found = Now.Kind is PyTokenKind.Mark or PyTokenKind.Word && Now.Text == text;
        _at += found ? 1 : 0;
        return found;
    }

    private PyValue Or()
    {
        var left = And();
        while (Take("or"))
        {
            var right = And();
            left = left.IsTrue switch { true => left, false => right, _ => PyValue.Unknown };
        }

        return left;
    }

    private PyValue And()
    {
        var left = Not();
        while (Take("and"))
        {
            var right = Not();
            left = left.IsTrue switch { true => right, false => left, _ => PyValue.Unknown };
        }

        return left;
    }

    private PyValue Not() => Take("not") ? Bounded(() => Not().IsTrue is { } on ? new PyFlag(!on) : PyValue.Unknown) : Comparison();

    private PyValue Comparison()
    {
        var left = Sum();
        while (true)
        {
            var operation = Now.Text;
            if (Now.Kind == PyTokenKind.Mark && operation is "==" or "!=" or "<" or ">" or "<=" or ">=")
                _at++;
            else if (IsWord("in") || IsWord("is"))
            {
                _at++;
                if (Take("not"))
                    operation += " not";
            }
            else if (IsWord("not"))
            {
                _at++;
                Take("in");
                operation = "not in";
            }
            else
                return left;
            left = Compare(left, operation, Sum());
        }
    }

    private static PyValue Compare(PyValue left, string operation, PyValue right)
    {
        if (left is PyUnknown || right is PyUnknown)
            return PyValue.Unknown;
        bool? isSo = operation switch
        {
            "==" or "is" => left == right,
            "!=" or "is not" => left != right,
            "in" or "not in" when right is PyList { IsWhole: true } list => list.Items.Contains(left) == (operation == "in"),
            _ => null,
        };
        return isSo is { } flag && left is not (PyList or PyDictionary) ? new PyFlag(flag) : PyValue.Unknown;
    }

    private PyValue Sum()
    {
        var left = Product();
        while (IsMark("+") || IsMark("-") || IsMark("|") || IsMark("%"))
        {
            var operation = tokens[_at++].Text;
            left = (left, operation, Product()) switch
            {
                (PyNumber a, "+", PyNumber b) => new PyNumber(a.Number + b.Number),
                (PyNumber a, "-", PyNumber b) => new PyNumber(a.Number - b.Number),
                (PyText a, "+", PyText b) => new PyText(a.Text + b.Text),
                (PyList a, "+", PyList b) => new PyList([.. a.Items, .. b.Items], a.IsWhole && b.IsWhole),
                (PyList a, "+", _) => a with { IsWhole = false },
                (PyUnknown, "+", PyList b) => b with { IsWhole = false },
                _ => PyValue.Unknown,
            };
        }

        return left;
    }

    private PyValue Product()
    {
        var left = Postfix();
        while (IsMark("*") || IsMark("/") || IsMark("//") || IsMark("**"))
        {
            var operation = tokens[_at++].Text;
            left = (left, operation, Postfix()) is (PyNumber a, "*", PyNumber b) ? new PyNumber(a.Number * b.Number) : PyValue.Unknown;
        }

        return left;
    }

    private PyValue Postfix()
    {
        var path = "";
        var value = Atom(ref path);
        while (true)
        {
            if (IsMark(".") && _at + 1 < tokens.Count)
            {
                path = path.Length > 0 || value is not PyUnknown ? $"{path}.{tokens[_at + 1].Text}" : "";
                _at += 2;
            }
            else if (Take("("))
                (value, path) = (PyCalls.Value(path, value, Arguments(), env, Read), "");
            else if (Take("["))
            {
                var key = Value();
                SkipTo("]");
                value = path is "os.environ" or "environ" ? PyCalls.Value("os.environ.get", value, new([key], new()), env, Read)
                    : value is PyDictionary dictionary && key is PyText text ? dictionary.Find(text.Text) ?? PyValue.Unknown : PyValue.Unknown;
                path = "";
            }
            else
                return path.Contains('.', StringComparison.Ordinal) ? PyValue.Unknown : value;
        }
    }

    private PyValue Atom(ref string path)
    {
        var token = Now;
        _at++;
        switch (token.Kind)
        {
            case PyTokenKind.Text:
                return new PyText(token.Text);
            case PyTokenKind.Number:
                return double.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new PyNumber(number) : PyValue.Unknown;
            case PyTokenKind.Word:
                path = token.Text;
                return token.Text switch
                {
                    "True" => new PyFlag(true),
                    "False" => new PyFlag(false),
                    "None" => new PyNone(),
                    "lambda" => Skipped(),
                    _ => name(token.Text),
                };
            case PyTokenKind.Mark when token.Text is "(" or "[" or "{":
                return Bounded(() => Bracket(token.Text));
            case PyTokenKind.Mark when token.Text == "-":
                return Postfix() is PyNumber positive ? new PyNumber(-positive.Number) : PyValue.Unknown;
            case PyTokenKind.Mark when token.Text is ")" or "]" or "}" or ",":
                _at--;
                return PyValue.Unknown;
            default:
                return PyValue.Unknown;
        }
    }

    private PyValue Skipped()
    {
        _at = tokens.Count;
        return PyValue.Unknown;
    }

    private PyValue Bracket(string open)
    {
        var close = open switch { "(" => ")", "[" => "]", _ => "}" };
        var items = new List<PyValue>();
        var pairs = new List<(PyValue, PyValue)>();
        var (comma, whole) = (false, true);
        while (Now.Kind != PyTokenKind.End && !IsMark(close))
        {
            var before = _at;
            if (Take("*") || Take("**"))
                items.AddRange(Value() is PyList inner ? inner.Items : Part(ref whole));
            else if (Value() is var item && Take(":"))
                pairs.Add((item, Value()));
            else
                items.Add(item);
            if (IsWord("for") || IsWord("async"))
            {
                SkipTo(close);
                return open == "{" ? PyValue.Unknown : new PyList([], false);
            }

            comma |= Take(",");
            if (_at == before)
                _at++;
            else if (!IsMark(close) && tokens[Math.Min(_at, tokens.Count) - 1].Text != ",")
                whole &= Now.Kind == PyTokenKind.End;
        }

        _at++;
        if (open == "(" && !comma && items.Count == 1)
            return items[0];
        return open == "{" && (pairs.Count > 0 || items.Count == 0) ? new PyDictionary(pairs) : new PyList(items, whole && !items.Exists(i => i is PyUnknown));
    }

    private static IReadOnlyList<PyValue> Part(ref bool whole)
    {
        whole = false;
        return [];
    }

    private PyArguments Arguments()
    {
        var (given, named) = (new List<PyValue>(), new Dictionary<string, PyValue>(StringComparer.Ordinal));
        while (Now.Kind != PyTokenKind.End && !IsMark(")"))
        {
            var before = _at;
            if (Now.Kind == PyTokenKind.Word && _at + 1 < tokens.Count && tokens[_at + 1] is { Kind: PyTokenKind.Mark, Text: "=" })
            {
                var key = Now.Text;
                _at += 2;
                // cast=bool names a type, which has no value
                named[key] = Now.Kind == PyTokenKind.Word && key == "cast" ? new PyText(Now.Text) : PyValue.Unknown;
                var value = Value();
                named[key] = key == "cast" && named[key] is PyText ? named[key] : value;
            }
            else
                given.Add(Value());
            if (IsWord("for"))
            {
                SkipTo(")");
                return new([PyValue.Unknown], named);
            }

            Take(",");
            if (_at == before)
                _at++;
        }

        _at++;
        return new(given, named);
    }

    private void SkipTo(string close)
    {
        var depth = 0;
        for (; Now.Kind != PyTokenKind.End; _at++)
        {
            if (depth == 0 && IsMark(close))
            {
                _at++;
                return;
            }

            if (Now.Kind == PyTokenKind.Mark)
                depth += Now.Text is "(" or "[" or "{" ? 1 : Now.Text is ")" or "]" or "}" ? -1 : 0;
        }
    }
}
