namespace Slipway.Checks.Project.Env;

/// <summary>A check of the env file against the source. Without an env file it is skipped.</summary>
internal abstract class EnvUseCheck(CheckAbout about) : ProjectCheck<EnvUse>(about, EnvUse.ReadAsync)
{
    /// <summary>The id of the check that says whether there is an env file that can be read.</summary>
    protected const string Readable = "env.readable";

    public sealed override Verdict Judge(EnvUse facts) => facts.Env.Exists ? JudgeUse(facts) : Verdict.Skip($"there is no {facts.Env.File}");

    protected abstract Verdict JudgeUse(EnvUse use);
}
