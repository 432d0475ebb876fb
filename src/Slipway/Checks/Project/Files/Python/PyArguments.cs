namespace Slipway.Checks.Project.Files.Python;

internal sealed record PyArguments(IReadOnlyList<PyValue> Given, Dictionary<string, PyValue> Named)
{
    public string? Key => Given is [PyText key, ..] ? key.Text : null;

    public PyValue? Default => Named.GetValueOrDefault("default") ?? (Given.Count > 1 ? Given[1] : null);
}
