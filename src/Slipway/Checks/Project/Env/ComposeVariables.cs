using Slipway.Checks.Project.Source;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.compose_vars</c></summary>
internal sealed class ComposeVariables() : EnvUseCheck(new("env.compose_vars", "Every variable of the compose files is set", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Compose puts an empty text in place of a missing variable and only warns: a database without a password, an image without a tag.",
    Judged = "Each ${NAME} without a default in the compose files is set and not empty in the env file. What stands in env_file of a service does not count: Compose does not read it for that. PWD, HOME, USER and the like are always set.",
    Causes = [new("env-file", "the variable was expected from env_file, which only the container gets"), new("shell", "it was set in one person's shell")],
    Remedy = new("Set it in the env file, or write ${NAME:?} so that Compose refuses."),
    DependsOn = [Readable],
    Sources = ["https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/"],
})
{
    // Of every shell that starts Compose, and of Compose itself.
    private static readonly HashSet<string> Given = new(StringComparer.Ordinal) { "PWD", "HOME", "USER", "LOGNAME", "PATH", "SHELL", "COMPOSE_PROJECT_NAME" };

    protected override Verdict JudgeUse(EnvUse use)
    {
        var reads = use.Reads.Where(r => EnvUse.IsCompose(r.Path)).ToList();
        return reads.Count == 0 ? Verdict.Skip("no compose file reads a variable") : Verdict.FailIf(
            reads.Where(r => r.Read.Kind != EnvReadKind.Defaulted && !Given.Contains(r.Read.Key) && use.Env.Find(r.Read.Key) is null or { IsEmpty: true }).DistinctBy(r => r.Read.Key)
                .Select(r => use.Missing(r.Read.Key, $"{r.Path}:{r.Read.Line} reads it", $"{r.Path}:{r.Read.Line}")), "Variables of the compose files are missing");
    }
}
