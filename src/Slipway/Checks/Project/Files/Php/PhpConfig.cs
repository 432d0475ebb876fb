using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Php;

/// <summary>A Laravel configuration file with the environment's variables put in.</summary>
internal sealed record PhpConfig(TextFile File, PhpArray Root, StackEnv Env)
{
    private const int MaxDepth = 12;

    /// <returns>Null when the file is not there or returns no array.</returns>
    public static PhpConfig? Of(TextFile? file, StackEnv env) => file is not null && PhpReader.Returned(file.Text) is PhpArray root ? new(file, root, env) : null;

    /// <summary>A setting by its keys, as written; null when a key is not there.</summary>
    public PhpValue? Written(params ReadOnlySpan<string> keys)
    {
        PhpValue? value = Root;
        foreach (var key in keys)
            value = (value as PhpArray)?.Find(key);
        return value;
    }

    public PhpSetting? Find(params ReadOnlySpan<string> keys) => Written(keys) is { } value ? Resolve(value) : null;

    public string Where(PhpValue value) => File.Where(value.Index);

    public PhpSetting Resolve(PhpValue value, int depth = 0) => (depth > MaxDepth ? new PhpUnknown(value.Index) : value) switch
    {
        PhpCall { Name: "env", Arguments: [PhpText key, ..] } call => OfEnv(call, key.Text, depth),
        PhpCall { Name: "explode", Arguments: [PhpText separator, var text, ..] } call => Split(call, separator.Text, Resolve(text, depth + 1)),
        PhpCall { Name: "array_map", Arguments: [_, var list, ..] } call => Resolve(list, depth + 1) with { Place = call.Index },
        PhpCall { Name: "array_filter" or "array_unique" or "array_values" or "trim", Arguments: [var list, ..] } call => Resolve(list, depth + 1) with { Place = call.Index },
        var other => new(other, false, false, other.Index),
    };

    private PhpSetting OfEnv(PhpCall call, string key, int depth)
    {
        if (Env.Text(key) is { } text)
            return new(Typed(call.Index, text), true, false, call.Index);
        if (call.Arguments.Count > 1)
            return Resolve(call.Arguments[1], depth + 1) with { FromDefault = true, Place = call.Index };
        return new(new PhpNull(call.Index), false, true, call.Index);
    }

    // As Laravel's env() does.
    private static PhpValue Typed(int index, string text) => text.ToLowerInvariant() switch
    {
        "true" or "(true)" => new PhpFlag(index, true),
        "false" or "(false)" => new PhpFlag(index, false),
        "null" or "(null)" => new PhpNull(index),
        "empty" or "(empty)" => new PhpText(index, ""),
        _ => new PhpText(index, text),
    };

    private static PhpSetting Split(PhpCall call, string separator, PhpSetting text) => text with
    {
        Place = call.Index,
        Value = text.Value switch
        {
            PhpText one when separator.Length > 0 => new PhpArray(call.Index, [.. one.Text.Split(separator).Select(part => ((string?)null, (PhpValue)new PhpText(call.Index, part)))]),
            PhpNull => new PhpArray(call.Index, []),
            _ => new PhpUnknown(call.Index),
        },
    };
}
