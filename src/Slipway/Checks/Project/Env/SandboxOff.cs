namespace Slipway.Checks.Project.Env;

/// <summary><c>env.sandbox_off</c></summary>
internal sealed class SandboxOff() : EnvCheck(new("env.sandbox_off", "No sandbox in production", Severity.High)
{
    Section = CheckSection.Env,
    Why = "The vendor pretends: no money moves, no message arrives.",
    Judged = "Flags that end in SANDBOX or TEST_MODE are off, and *_MODE and *_ENVIRONMENT of payment, bank and message vendors are not sandbox. Production only.",
    Causes = [new("copied-from-staging", "the file was copied from staging")],
    Remedy = new("Switch it off, and use the keys for live operation."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => facts.IsProduction
        ? Verdict.FailIf(facts.Env.Variables.Where(v => IsSandbox(v.Key, v.Text.Trim())).Select(v => v.Seen("is on")), "A sandbox is used in production")
        : Verdict.Skip("only for production");

    private static bool IsSandbox(string key, string value) =>
        ((key.EndsWith("SANDBOX", StringComparison.Ordinal) || key.EndsWith("_SANDBOX_MODE", StringComparison.Ordinal) || key.EndsWith("_TEST_MODE", StringComparison.Ordinal) || key.EndsWith("_DRY_RUN", StringComparison.Ordinal)) && ValueForms.IsTrue(value))
        || (value.Equals("sandbox", StringComparison.OrdinalIgnoreCase) && (key.EndsWith("_MODE", StringComparison.Ordinal) || key.EndsWith("_ENV", StringComparison.Ordinal) || key.EndsWith("_ENVIRONMENT", StringComparison.Ordinal)));
}
