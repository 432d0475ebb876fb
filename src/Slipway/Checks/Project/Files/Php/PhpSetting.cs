namespace Slipway.Checks.Project.Files.Php;

/// <summary>A setting's value in the environment.</summary>
/// <param name="FromEnv">The env file says it: not to be shown.</param>
/// <param name="FromDefault">The env file does not say it.</param>
/// <param name="Place">Index in the file.</param>
internal sealed record PhpSetting(PhpValue Value, bool FromEnv, bool FromDefault, int Place)
{
    public bool IsUnknown => Value is PhpUnknown or PhpCall;

    public string? Text => (Value as PhpText)?.Text;

    /// <summary>As PHP takes it for true or false; null when it is not known.</summary>
    public bool? IsOn => Value switch
    {
        PhpFlag flag => flag.IsOn,
        PhpNull => false,
        PhpNumber number => number.Number != 0,
        PhpText text => text.Text.Length > 0 && text.Text != "0",
        _ => null,
    };

    public double? Number => Value switch
    {
        PhpNumber number => number.Number,
        PhpText text when double.TryParse(text.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
