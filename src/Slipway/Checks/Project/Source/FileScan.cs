using Slipway.Checks.Project.Leaks;

namespace Slipway.Checks.Project.Source;

/// <summary>What one reading of a file found.</summary>
/// <param name="Form">What kind of content it has.</param>
/// <param name="Suspects">Places that look like secrets.</param>
/// <param name="Reads">Keys of the environment that it reads.</param>
public sealed record FileScan(FileForm Form, IReadOnlyList<Suspect> Suspects, IReadOnlyList<EnvRead> Reads)
{
    /// <summary>Nothing was read: binary by name, too large, a symlink or unreadable.</summary>
    public static readonly FileScan Nothing = new(FileForm.Unread, [], []);

    /// <summary>Of a file that may not be read.</summary>
    public static readonly FileScan Refused = new(FileForm.Refused, [], []);

    public static readonly FileScan Binary = new(FileForm.Binary, [], []);

    public bool HasCrLf => (Form & FileForm.CrLf) != 0;

    /// <summary>Begins with <c>#!</c>.</summary>
    public bool IsScript => (Form & FileForm.Script) != 0;
}
