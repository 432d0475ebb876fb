namespace Slipway.Checks.Project.Files.Docker;

/// <summary>A stage of a Dockerfile, from FROM to the next.</summary>
/// <param name="Image">What it starts from, arguments put in; empty when an argument has no default.</param>
/// <param name="Name">AS name, or null.</param>
internal sealed record DockerStage(string Image, string? Name, DockerInstruction From, IReadOnlyList<DockerInstruction> Instructions)
{
    public IEnumerable<DockerInstruction> All(string name) => Instructions.Where(i => i.Name == name);
}
