namespace Slipway.Checks.Project.Source;

/// <summary>What a file is to a search for secrets.</summary>
public enum SourceKind
{
    /// <summary>Code and configuration of the project.</summary>
    Own,

    /// <summary>Tests, fixtures, documentation, examples: full of made-up values.</summary>
    Example,

    /// <summary>Lock files, minified and generated files, other people's packages: full of hashes.</summary>
    Generated,
}
