using System.Globalization;
using Slipway.Project.Definition;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Text of a single value → the value that its shape says.</summary>
internal static class ScalarReader
{
    public static object? Read(YamlScalar scalar, Shape shape, string path, ProblemList problems)
    {
        if (shape is CommandShape)
            return CommandReader.Split(scalar.Text, scalar.At, path, problems);
        var (value, remedy) = shape switch
        {
            TextShape text => (text.Format.Fits(scalar.Text) ? scalar.Text : null, $"Use {text.Format.Rule}, for example `{text.Format.Example}`."),
            WholeShape whole => Whole(scalar.Text, whole),
            FlagShape => (Flag(scalar.Text), "Write `true` or `false`."),
            DurationShape span => Duration(scalar.Text, span),
            SizeShape size => Size(scalar.Text, size),
            DateShape => (Date(scalar.Text), "Write year, month and day: `2027-03-01`."),
            ChoiceShape choice => Choice(scalar.Text, choice),
            UrlShape => SiteUrl.Read(scalar.Text),
            HostShape => HostAddressReader.Read(scalar.Text),
            _ => throw new InvalidOperationException($"{shape.GetType().Name} has no single value"),
        };
        if (value is null)
            problems.Add(scalar.At, ProjectProblems.BadValue(path, scalar.Text, ShapeWords.Wanted(shape), remedy));
        return value;
    }

    private static (object?, string) Whole(string text, WholeShape shape) =>
        (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= shape.Min && number <= shape.Max && (text == "0" || text[0] != '0') ? number : null,
            $"Write digits only, from {shape.Min} to {shape.Max}.");

    private static object? Flag(string text) => text switch { "true" => true, "false" => false, _ => null };

    private static object? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static (object?, string) Duration(string text, DurationShape shape)
    {
        if (Durations.Parse(text) is not { } value)
        {
            return (null, text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit)
                ? $"Add the unit: `{text}s`."
                : "Write a number with its unit: `500ms`, `60s`, `2m` or `1h`.");
        }

        return (value >= shape.Min && value <= shape.Max ? value : null, $"Use {Durations.Text(shape.Min)} to {Durations.Text(shape.Max)}.");
    }

    private static (object?, string) Size(string text, SizeShape shape) => Sizes.Parse(text) is not { } value
        ? (null, "Write a number with its unit: `16k`, `64M` or `2G`.")
        : (value >= shape.Min && value <= shape.Max ? value : null, $"Use {Sizes.Text(shape.Min)} to {Sizes.Text(shape.Max)}.");

    private static (object?, string) Choice(string text, ChoiceShape shape) =>
        (shape.Choices.Any(c => c.Word == text) ? text : null,
            Suggestion.Word(text, shape) is { } meant ? $"Did you mean `{meant}`?" : $"Write {ShapeWords.Wanted(shape)}.");
}
