namespace Slipway.Project;

/// <summary>Finds the project file of a folder.</summary>
public static class ProjectLocator
{
    /// <summary>
    /// slipway.yaml in <paramref name="startFolder"/> or the nearest folder above it; the search ends at the root of
    /// the git work tree (a folder with <c>.git</c>) or at <c>/</c>.
    /// </summary>
    /// <exception cref="Problems.ProblemException">There is none (<c>project.not-found</c>, exit code 10).</exception>
    public static string Find(string startFolder)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(startFolder)); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, ProjectFileReader.FileName);
            if (File.Exists(file))
                return file;
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                break;
        }

        throw new Problems.ProblemException(FileProblems.NotFound(ProjectFileReader.FileName, startFolder));
    }
}
