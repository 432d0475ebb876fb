using System.Globalization;

namespace Slipway.Checks.Project.Files.Php;

/// <summary>Reads the value that a configuration file returns: arrays, strings, numbers, booleans, null and calls such as env(). All else is unknown.</summary>
internal sealed class PhpReader
{
    private const int MaxDepth = 40;

    private readonly IReadOnlyList<PhpToken> _tokens;
    private int _at;
    private int _depth;

    private PhpReader(IReadOnlyList<PhpToken> tokens, int at) => (_tokens, _at) = (tokens, at);

    /// <returns>Null when the file returns nothing at its outermost level.</returns>
    public static PhpValue? Returned(string text)
    {
        var tokens = PhpTokens.Of(text);
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            depth += tokens[i].Text is "{" or "(" or "[" ? 1 : tokens[i].Text is "}" or ")" or "]" ? -1 : 0;
            if (depth == 0 && tokens[i] is { Kind: PhpTokenKind.Word, Text: "return" })
                return new PhpReader(tokens, i + 1).Value();
        }

        return null;
    }

    private PhpToken Now => _at < _tokens.Count ? _tokens[_at] : PhpToken.End;

    private PhpValue Value()
    {
        if (++_depth > MaxDepth)
        {
            Skip();
            _depth--;
            return new PhpUnknown(Now.Index);
        }

        var value = Operators(Unary());
        _depth--;
        return value;
    }

    private PhpValue Operators(PhpValue left)
    {
        while (!EndsValue(Now))
        {
            var (operation, index) = (Now.Text, left.Index);
            _at++;
            if (EndsValue(Now) && operation is not ("?" or "??" or "?:"))
                return new PhpUnknown(index);
            var right = operation is "." or "*" or "+" or "??" or "?:" ? Unary() : null;
            left = (operation, left, right) switch
            {
                (".", PhpText a, PhpText b) => new PhpText(index, a.Text + b.Text),
                ("*", PhpNumber a, PhpNumber b) => new PhpNumber(index, a.Number * b.Number),
                ("+", PhpNumber a, PhpNumber b) => new PhpNumber(index, a.Number + b.Number),
                ("??" or "?:", PhpCall { Arguments.Count: 1 } call, { } other) => call with { Arguments = [call.Arguments[0], other] },
                _ => new PhpUnknown(index),
            };
            if (right is null)
                Skip();
        }

        return left;
    }

    private PhpValue Unary()
    {
        var token = Now;
        if (EndsValue(token))
            return new PhpUnknown(token.Index);
        _at++;
        switch (token.Kind)
        {
            case PhpTokenKind.Text:
                return new PhpText(token.Index, token.Text);
            case PhpTokenKind.Number:
                return double.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new PhpNumber(token.Index, number) : new PhpUnknown(token.Index);
            case PhpTokenKind.Word:
                return Named(token);
            case PhpTokenKind.Mark when token.Text == "[":
                return Array(token.Index, "]");
            case PhpTokenKind.Mark when token.Text == "-":
                return Unary() is PhpNumber positive ? new PhpNumber(token.Index, -positive.Number) : new PhpUnknown(token.Index);
            case PhpTokenKind.Mark when token.Text == "(":
                return Parentheses();
            default:
                Skip();
                return new PhpUnknown(token.Index);
        }
    }

    // (bool) env('X') is taken as env('X'); (1 + 2) as its value.
    private PhpValue Parentheses()
    {
        if (Now is { Kind: PhpTokenKind.Word, Text: "bool" or "boolean" or "int" or "integer" or "string" or "float" or "array" } && _at + 1 < _tokens.Count && _tokens[_at + 1].Text == ")")
        {
            _at += 2;
            return Unary();
        }

        var inner = Value();
        if (Now.Text == ")")
            _at++;
        return inner;
    }

    private PhpValue Named(PhpToken token)
    {
        switch (token.Text.ToLowerInvariant())
        {
            case "true" or "false":
                return new PhpFlag(token.Index, token.Text[0] is 't' or 'T');
            case "null":
                return new PhpNull(token.Index);
            case "array" when Now.Text == "(":
                _at++;
                return Array(token.Index, ")");
        }

        if (Now.Text == "::" && _at + 1 < _tokens.Count && _tokens[_at + 1].Text == "class")
        {
            _at += 2;
            return new PhpText(token.Index, token.Text);
        }

        if (Now.Text != "(" || token.Text is "fn" or "function" or "static" or "new" or "match")
        {
            Skip();
            return new PhpUnknown(token.Index);
        }

        _at++;
        var arguments = ((PhpArray)Array(token.Index, ")")).Items;
        if (Now.Text is not ("->" or "::" or "?->"))
            return new PhpCall(token.Index, token.Text.TrimStart('\\'), [.. arguments.Select(a => a.Value)]);
        Skip();
        return new PhpUnknown(token.Index);
    }

    private PhpArray Array(int index, string close)
    {
        var items = new List<(string?, PhpValue)>();
        while (Now.Kind != PhpTokenKind.End && Now.Text != close)
        {
            var before = _at;
            if (Now.Kind == PhpTokenKind.Word && _at + 1 < _tokens.Count && _tokens[_at + 1].Text == ":")
                _at += 2; // a named argument
            var value = Value();
            if (Now.Text == "=>")
            {
                _at++;
                var key = value switch { PhpText text => text.Text, PhpNumber number => number.Number.ToString(CultureInfo.InvariantCulture), _ => "?" };
                items.Add((key, Value()));
            }
            else
                items.Add((null, value));
            if (Now.Text == ",")
                _at++;
            else if (Now.Text != close && Now.Kind != PhpTokenKind.End)
                _at = Math.Max(_at, before + 1);
        }

        _at++;
        return new(index, items);
    }

    // To what ends this value: brackets are passed over whole.
    private void Skip()
    {
        var depth = 0;
        for (; Now.Kind != PhpTokenKind.End; _at++)
        {
            if (depth == 0 && EndsValue(Now) && Now.Text != "=>")
                return;
            if (Now.Kind == PhpTokenKind.Mark)
                depth += Now.Text is "(" or "[" or "{" ? 1 : Now.Text is ")" or "]" or "}" ? -1 : 0;
        }
    }

    private static bool EndsValue(PhpToken token) => token.Kind == PhpTokenKind.End || (token.Kind == PhpTokenKind.Mark && (token.Text is "," or "]" or ")" or "}" or ";" or "=>"));
}
