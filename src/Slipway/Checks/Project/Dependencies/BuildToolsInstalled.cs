namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.build_tools</c></summary>
internal sealed class BuildToolsInstalled() : ProjectCheck<BuildStepFacts>(new("src.build_tools", "Builds have their tools", Severity.Medium)
{
    Section = CheckSection.Dependencies,
    Why = "npm install --production leaves out the bundler, so the build after it fails or runs another version of it.",
    Judged = "In Dockerfiles (each stage by itself), scripts, CI files and slipway.yaml no front-end build follows an install with --production, --omit=dev or NODE_ENV=production, while package.json has devDependencies.",
    Causes = [new("production-means-all", "--production was taken for the right way to install on a server")],
    Remedy = new("Install everything, build, and leave the packages for development out of what is sent: npm ci && npm run build, then npm prune --omit=dev."),
    Sources = ["https://docs.npmjs.com/cli/commands/npm-ci"],
}, BuildStepFacts.ReadAsync)
{
    public override Verdict Judge(BuildStepFacts facts) => facts.Builds == 0
        ? Verdict.Skip("nothing here builds a front end")
        : Verdict.FailIf(facts.Bare.Select(one => new Evidence($"`{one.Text}` leaves out what {one.Build} builds with", one.Install, one.Install.Split(':')[0])), "A build lacks its tools");
}
