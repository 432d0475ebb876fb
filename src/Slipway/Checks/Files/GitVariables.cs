namespace Slipway.Checks.Files;

/// <summary>Variables for git: a hook or an alias may have set some for another repository.</summary>
internal static class GitVariables
{
    public static IReadOnlyDictionary<string, string?> Clean { get; } = new Dictionary<string, string?>
    {
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_PREFIX"] = null,
        ["GIT_LITERAL_PATHSPECS"] = null,
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["LC_ALL"] = "C",
    };
}
