namespace Slipway.Checks.Project.Files.Python;

/// <summary>A setting as the last assignment leaves it.</summary>
/// <param name="Where"><c>path:line:column</c> of that assignment.</param>
/// <param name="FromEnv">The env file says it: checks of the env file judge it.</param>
/// <param name="ReadsEnv">The environment can change it, whether or not the env file does.</param>
internal sealed record PySetting(PyValue Value, string Where, string Path, bool FromEnv, bool ReadsEnv = false);
