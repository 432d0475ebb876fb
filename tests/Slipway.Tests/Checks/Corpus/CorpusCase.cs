namespace Slipway.Tests.Checks.Corpus;

/// <summary>A base of the corpus and what is changed in it (tests/fixtures/README.md).</summary>
/// <param name="Name"><c>env/env.debug_off/laravel-on</c>.</param>
/// <param name="Fails">Ids that must fail or warn, no others; empty = nothing may.</param>
internal sealed record CorpusCase(string Name, string Base, IReadOnlySet<string> Fails)
{
    public string Environment { get; init; } = "production";

    /// <summary>The head's other lines, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Head { get; init; } = [];

    public IReadOnlyList<CorpusSection> Sections { get; init; } = [];

    public IEnumerable<string> Values(string name) => Head.Where(line => line.Name == name).Select(line => line.Value);
}

/// <param name="Kind">Empty = a file; append, replace, crlf, bytes, history, tool.</param>
internal sealed record CorpusSection(string Kind, string Path, string Content);
