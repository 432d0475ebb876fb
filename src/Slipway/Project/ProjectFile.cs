using Slipway.Problems;

namespace Slipway.Project;

/// <summary>A project file that was read without a problem.</summary>
public sealed class ProjectFile
{
    private readonly AppEnvironment _local;

    internal ProjectFile(string path, string app, string? stack, IReadOnlyList<AppEnvironment> environments, AppEnvironment local)
    {
        (Path, App, Stack, Environments, _local) = (path, app, stack, environments, local);
    }

    /// <summary>The file, absolute.</summary>
    public string Path { get; }

    /// <summary>The project's folder, absolute.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string App { get; }

    /// <summary>null when it is to be detected.</summary>
    public string? Stack { get; }

    /// <summary>The environments on servers, in the order of the file; <c>local</c> is not among them.</summary>
    public IReadOnlyList<AppEnvironment> Environments { get; }

    /// <summary>The environment of that name; the only one when no name is given. <c>local</c> always exists.</summary>
    /// <exception cref="ProblemException">No such environment, or several and no name (exit code 2).</exception>
    public AppEnvironment Environment(string? name)
    {
        if (name == "local")
            return _local;
        var found = name is null ? Environments : [.. Environments.Where(e => e.Name == name)];
        if (found.Count == 1)
            return found[0];
        IReadOnlyList<string> known = [.. Environments.Select(e => e.Name)];
        throw new ProblemException(name is null ? EnvironmentProblems.Needed(known, Path) : EnvironmentProblems.Unknown(name, known, Path));
    }

    /// <summary>This machine as a target: no server, no root, no public address. Settings of <c>environments.local</c> apply when the file has it.</summary>
    public AppEnvironment Local() => _local;
}
