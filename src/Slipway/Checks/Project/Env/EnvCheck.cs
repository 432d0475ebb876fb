namespace Slipway.Checks.Project.Env;

/// <summary>A check of the env file. Without one it is skipped.</summary>
internal abstract class EnvCheck(CheckAbout about) : ProjectCheck<EnvFacts>(about, EnvFacts.ReadAsync)
{
    /// <summary>The id of the check that says whether there is an env file that can be read.</summary>
    protected const string Readable = "env.readable";

    public sealed override Verdict Judge(EnvFacts facts) => facts.Exists ? JudgeFile(facts) : Verdict.Skip($"there is no {facts.File}");

    protected abstract Verdict JudgeFile(EnvFacts facts);
}
