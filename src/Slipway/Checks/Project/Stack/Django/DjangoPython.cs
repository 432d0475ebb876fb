using Slipway.Processes;

namespace Slipway.Checks.Project.Stack.Django;

/// <summary>A Python that has Django, for running the project's own code.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Version">Django's: <c>5.2.8</c>.</param>
/// <param name="IsProjects">It is the project's virtual environment.</param>
internal sealed record DjangoPython(string Program, string Version, bool IsProjects)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly string[] Environments = [".venv", "venv", "env"];

    /// <summary>The project's virtual environment, else one of this machine; null when none has Django.</summary>
    public static async Task<DjangoPython?> FindAsync(CheckedProject project, CancellationToken cancel)
    {
        var own = Environments.Select(name => Path.Combine(project.Folder, name, "bin", "python")).Where(File.Exists).Select(path => (path, true));
        var here = ((string?[])[project.FindProgram("python3"), "/usr/bin/python3"]).OfType<string>().Where(File.Exists).Distinct().Select(path => (path, false));
        foreach (var (path, isProjects) in own.Concat(here))
        {
            var asked = await Command.RunAsync(new CommandLine(path, "-c", "import django; print(django.get_version())") { Folder = Path.GetTempPath(), Deadline = Deadline }, cancel);
            if (asked.Succeeded)
                return new(path, asked.Output.Trim(), isProjects);
        }

        return null;
    }
}
