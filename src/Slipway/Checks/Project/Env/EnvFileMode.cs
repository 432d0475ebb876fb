namespace Slipway.Checks.Project.Env;

/// <summary><c>env.file_mode</c></summary>
internal sealed class EnvFileMode() : EnvCheck(new("env.file_mode", "Only its owner can read the env file", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Every user and every program on this machine could read the secrets of the environment.",
    Judged = "The permission bits of the file: nothing for group and others.",
    Causes = [new("umask", "it was made with the usual permissions, 0644")],
    Remedy = new("Take the rights away."),
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => facts.Mode is not { } mode
        ? Verdict.Skip($"{facts.File} is no file")
        : (mode & 0b000_111_111) == 0
        ? Verdict.Pass
        : Verdict.Fail("Others can read the env file", new Evidence($"its mode is 0{Convert.ToString(mode, 8)}", facts.File)) with
        {
            Remedy = new("Take the rights away.", $"chmod 600 {facts.File}") { Safe = true },
        };
}
