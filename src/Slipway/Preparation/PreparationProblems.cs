using Slipway.EnvFiles.Names;
using Slipway.Problems;

namespace Slipway.Preparation;

/// <summary>What can keep an env file from being prepared.</summary>
internal static class PreparationProblems
{
    public static Problem NoExample(string environment, string folder) => new(
        "prepare.no-example", "there is nothing to make the env file from", $"neither .env.{environment} nor an example in {folder}",
        Remedy: $"Write .env.example with a line KEY= for each variable that the app reads, or .env.{environment} itself.", Where: folder) { Exit = ExitCodes.Unreadable };

    public static Problem NotThere(string key, string file) => new(
        "prepare.rotate-absent", $"{file} has no `{key}`", Remedy: "Name a key that stands in the file.", Where: file) { Exit = ExitCodes.Usage };

    public static Problem NotOwn(string key, VendorKey? foreign) => new(
        "prepare.rotate-foreign", $"Slipway cannot make a new `{key}`", foreign is null ? "it is not known as a secret of the app's own" : $"it is for {foreign.What}",
        Remedy: foreign is null ? $"Write a new value with slipway env set, or by hand." : $"Get a new one: {foreign.From}.") { Exit = ExitCodes.Usage };
}
