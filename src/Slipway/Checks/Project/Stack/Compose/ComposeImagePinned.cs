using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeImagePinned() : ProjectCheck<ComposeFacts>(
    new("compose.image_pinned", "Images of Compose name a version", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "`latest` is another program tomorrow: a restart may bring a new major version of the database, and nobody can go back to what ran before.",
        Judged = "`image` of services that are not built here: no tag, or the tag `latest`, fails. A digest is fine. A tag in a variable that nobody sets is not judged.",
        Causes = [new("example", "the line was copied from an example"), new("forgotten", "the tag was left out")],
        Remedy = new("Write the version that runs now: `docker compose images` shows it."),
        Sources = ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts)
    {
        var built = facts.Services.Where(s => s.BuildContext is not null && s.Image is not null).Select(s => ServiceRole.Repository(s.Image!.Text)).ToHashSet();
        return ComposeVerdict.Fail(facts, service => IsLoose(service) && !built.Contains(ServiceRole.Repository(service.Image!.Text))
            ? [new Evidence($"{service.Name} uses {service.Image}", service.ImagePlace, service.Name)] : [], "Images of Compose name no version");
    }

    private static bool IsLoose(ComposeService service) =>
        service is { BuildContext: null, Image: { IsUnknown: false, Text: { Length: > 0 } image } } && !image.Contains('@') && (ServiceRole.Tag(image) ?? "latest") == "latest";
}
