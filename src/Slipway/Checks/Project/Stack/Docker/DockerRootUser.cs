using Slipway.Checks.Project.Files.Compose;
using Slipway.Checks.Project.Files.Docker;

namespace Slipway.Checks.Project.Stack.Docker;

internal sealed class DockerRootUser() : ProjectCheck<DockerFacts>(
    new("docker.root_user", "The image runs as an ordinary user", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A hole in the app then gives an ordinary user in the container, not root, from which the way to the host is shorter.",
        Judged = "The last USER of the final stage, or of the stages that it starts from: none, root or 0 fails. Servers that give up root by themselves (nginx, httpd, caddy, php with FPM or Apache, databases), images whose name says "
            + "nonroot, rootless, unprivileged, chiseled or distroless, and Dockerfiles that use gosu, su-exec or setpriv pass.",
        Causes = [new("never-written", "Docker's default is root, and nobody wrote another")],
        Remedy = new("Make a user (`RUN useradd --system app`) and write `USER app` before CMD."),
        Sources = ["https://docs.docker.com/build/building/best-practices/#user"],
    },
    DockerFacts.ReadAsync)
{
    private static readonly string[] Droppers = ["nginx", "httpd", "caddy", "postgres", "mysql", "mariadb", "redis", "valkey", "rabbitmq", "mongo", "scratch", "traefik", "haproxy"];
    private static readonly string[] Rootless = ["nonroot", "rootless", "unprivileged", "chiseled", "distroless", "bitnami", "-fpm", "-apache", "frankenphp"];

    public override Verdict Judge(DockerFacts facts) => DockerVerdict.Of(CheckOutcome.Fail, facts, file =>
    {
        var user = file.Final.SelectMany(stage => stage.All("USER").Reverse()).FirstOrDefault();
        if (user is not null)
            return user.Text.Split(':')[0].Trim() is "root" or "0" ? [new($"the last USER is {user.Text}", file.Where(user), file.File.Path)] : [];
        return GivesUpRoot(file) ? [] : [new("no USER: the image runs as root", file.Where(file.Stages[^1].From), file.File.Path)];
    }, "The image runs as root");

    private static bool GivesUpRoot(Dockerfile file) =>
        Droppers.Contains(ServiceRole.Repository(file.BaseImage).Split('/')[^1]) || Rootless.Any(word => file.BaseImage.Contains(word, StringComparison.Ordinal))
        || file.BaseImage.Length == 0 || file.Final.SelectMany(s => s.Instructions).Any(i => i.Text.Contains("gosu", StringComparison.Ordinal) || i.Text.Contains("su-exec", StringComparison.Ordinal) || i.Text.Contains("setpriv", StringComparison.Ordinal));
}
