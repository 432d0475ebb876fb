namespace Slipway.Checks.Project.Env;

/// <summary><c>env.one_file</c></summary>
internal sealed class OneEnvFile() : ProjectCheck<EnvFileUse>(new("env.one_file", "The app reads one env file, the right one", Severity.High)
{
    Section = CheckSection.Env,
    Why = "A framework that looks for another file starts without key and database, silently; a second file in the release wins or loses by rules that nobody remembers.",
    Judged = "The code names no env file of its own (.env.production …) to read: Slipway hands the variables over. No plain env file is part of what is sent.",
    Causes = [new("named-file", "the code was told to read .env.production"), new("sent", "an exception in .slipwayignore or include sends the file of another environment")],
    Remedy = new("Remove the call, and leave env files out of the release."),
    Sources = ["https://laravel.com/docs/configuration#additional-environment-files"],
}, EnvFileUse.ReadAsync)
{
    public override Verdict Judge(EnvFileUse facts) => Verdict.FailIf(
    [
        .. facts.Named.Select(n => new Evidence($"the code reads {n.Name}, which is in no release", n.Where, n.Name)),
        .. facts.Sent.Select(path => new Evidence($"{path} is sent with each release", path, path)),
    ], "The app may read another env file");
}
