using Slipway.Processes;

namespace Slipway.Hosts.Observed.Software;

internal static class ProgramsReader
{
    public static ProgramsFact Read(ProgramsQuestion asked) => new(asked.Names.Distinct()
        .Select(name => (Name: name, Path: Programs.Find(name)))
        .Where(found => found.Path is not null)
        .ToDictionary(found => found.Name, found => found.Path!));
}
