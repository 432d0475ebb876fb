namespace Slipway.Checks.Project.Stack.Web;

/// <summary>A header that a web server is told to set.</summary>
/// <param name="Always">On errors too.</param>
internal sealed record SetHeader(string Name, string Value, bool Always, string Where, string Path)
{
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
