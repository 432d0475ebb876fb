namespace Slipway.Checks.Project.Files.Python;

/// <summary>A Python value that is known without running the program.</summary>
internal abstract record PyValue
{
    public static PyValue Unknown { get; } = new PyUnknown();

    /// <summary>As an <c>if</c> takes it; null when it is not known.</summary>
    public virtual bool? IsTrue => null;
}

internal sealed record PyText(string Text) : PyValue
{
    public override bool? IsTrue => Text.Length > 0;
}

internal sealed record PyNumber(double Number) : PyValue
{
    public override bool? IsTrue => Number != 0;
}

internal sealed record PyFlag(bool IsOn) : PyValue
{
    public override bool? IsTrue => IsOn;
}

internal sealed record PyNone : PyValue
{
    public override bool? IsTrue => false;
}

/// <param name="IsWhole">False when some items are not known.</param>
internal sealed record PyList(IReadOnlyList<PyValue> Items, bool IsWhole) : PyValue
{
    public override bool? IsTrue => Items.Count > 0 ? true : IsWhole ? false : null;

    public bool Has(string text) => Items.Any(item => item is PyText one && one.Text == text);
}

internal sealed record PyDictionary(IReadOnlyList<(PyValue Key, PyValue Value)> Items) : PyValue
{
    public override bool? IsTrue => Items.Count > 0;

    public PyValue? Find(string key) => Items.LastOrDefault(item => item.Key is PyText text && text.Text == key).Value;
}

/// <summary>What <c>environ.Env(DEBUG=(bool, True))</c> gives: called, it reads the environment.</summary>
/// <param name="Defaults">Of the variables that it was told of.</param>
internal sealed record PyEnvReader(IReadOnlyDictionary<string, PyValue> Defaults) : PyValue;

internal sealed record PyUnknown : PyValue;
