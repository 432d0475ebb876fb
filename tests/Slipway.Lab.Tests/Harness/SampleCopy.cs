namespace Slipway.Lab.Tests.Harness;

/// <summary>Copies a sample as a user has it: without build output.</summary>
internal static class SampleCopy
{
    private static readonly string[] BuildOutput = ["bin", "obj", ".slipway"];

    public static void Make(string sample, string target)
    {
        Copy(Path.Combine(Repository.Samples, sample), target);
        foreach (var file in Directory.EnumerateFiles(Repository.Samples, "Directory.*"))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        var builds = Directory.EnumerateFiles(from, "*.csproj").Any(); // elsewhere bin/ is source
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => !builds || !BuildOutput.Contains(Path.GetFileName(f))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
