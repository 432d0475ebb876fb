namespace Slipway.Lab.Commands;

/// <summary>Making and removing images by hand.</summary>
internal static class ImageCommands
{
    public static async Task<int> ImageAsync(Arguments arguments)
    {
        if (arguments.Next("build") is var verb && verb != "build") throw new UsageException($"image {verb} is not known; image build is.");
        var image = Arguments.ParseChoice<Image>("image", arguments.NextOrNone() ?? "stack");
        arguments.End();
        Console.WriteLine(await ImageStore.EnsureAsync(image, Console.WriteLine));
        return 0;
    }

    public static async Task<int> CleanAsync(Arguments arguments)
    {
        var everything = arguments.Flag("--images");
        arguments.End();
        Prerequisites.RequireRoot();
        foreach (var number in await NetworkClaims.CleanAsync(alsoKept: true)) Console.WriteLine($"network {number} removed");
        if (NetworkClaims.List().Count > 0) throw new LabException("Another lab is running; its images stay.");
        foreach (var path in await ImageStore.PruneAsync(everything)) Console.WriteLine($"{path} removed");
        return 0;
    }
}
