using System.Collections.Concurrent;
using LabCommand = Slipway.Lab.Command;

namespace Slipway.Lab.Tests.Harness;

/// <summary>
/// Publish output of samples/aspnet by version, each made once. A site that uses them has a program named <c>dotnet</c> first in
/// its path that copies the output instead of building it again, which takes milliseconds instead of seconds.
/// </summary>
internal sealed class SampleBuilds : IDisposable
{
    private const string StandIn = """
        #!/bin/sh
        # Stands in for "dotnet publish … -o FOLDER": takes what was built before.
        set -eu
        while [ "$1" != -o ]; do shift; done
        rm -rf "$2"; mkdir -p "$(dirname "$2")"; cp -a "$SAMPLE_BUILD" "$2"
        if [ -f switches ]; then cp switches "$2"/; fi

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-builds-").FullName;
    private readonly ConcurrentDictionary<int, Lazy<Task<string>>> _made = new();
    private readonly SemaphoreSlim _one = new(1);

    public SampleBuilds()
    {
        Directory.CreateDirectory(ProgramFolder);
        var program = Path.Combine(ProgramFolder, "dotnet");
        File.WriteAllText(program, StandIn);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
    }

    /// <summary>To be put first into PATH.</summary>
    public string ProgramFolder => Path.Combine(_folder, "bin");

    /// <summary>The publish output of that version.</summary>
    public Task<string> OfAsync(int version) => _made.GetOrAdd(version, n => new(() => MakeAsync(n))).Value;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _one.Dispose();
    }

    private async Task<string> MakeAsync(int version)
    {
        await _one.WaitAsync();
        try
        {
            var source = Path.Combine(_folder, $"source-{version}");
            var output = Path.Combine(_folder, $"output-{version}");
            SampleCopy.Make("aspnet", source);
            await LabCommand.RequireAsync(Path.Combine(Repository.Samples, "set-version"), source, $"{version}");
            var build = await LabCommand.RunAsync(
                "dotnet", ["publish", Path.Combine(source, "GuestBook.csproj"), "-c", "Release", "-o", output, "--nologo"], TimeSpan.FromMinutes(5));
            build.Require($"dotnet publish of version {version}");
            return output;
        }
        finally
        {
            _one.Release();
        }
    }
}
