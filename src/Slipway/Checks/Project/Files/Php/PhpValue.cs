namespace Slipway.Checks.Project.Files.Php;

/// <summary>A value in a PHP file that is known without running it.</summary>
/// <param name="Index">Where it stands in the text.</param>
internal abstract record PhpValue(int Index);

internal sealed record PhpText(int Index, string Text) : PhpValue(Index);

internal sealed record PhpNumber(int Index, double Number) : PhpValue(Index);

internal sealed record PhpFlag(int Index, bool IsOn) : PhpValue(Index);

internal sealed record PhpNull(int Index) : PhpValue(Index);

/// <param name="Items">A list's items have no key.</param>
internal sealed record PhpArray(int Index, IReadOnlyList<(string? Key, PhpValue Value)> Items) : PhpValue(Index)
{
    public PhpValue? Find(string key) => Items.LastOrDefault(item => item.Key == key).Value;
}

/// <summary>A call of a function by name: <c>env('X', 1)</c>.</summary>
internal sealed record PhpCall(int Index, string Name, IReadOnlyList<PhpValue> Arguments) : PhpValue(Index);

/// <summary>What only running it would tell.</summary>
internal sealed record PhpUnknown(int Index) : PhpValue(Index);
