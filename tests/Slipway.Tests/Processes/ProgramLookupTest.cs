using Slipway.Processes;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Processes;

/// <summary>Where a program's name leads: the folder and the PATH are the command's own, never those of whoever starts it.</summary>
public sealed class ProgramLookupTest : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bin/said")]
    [InlineData("./bin/said")]
    [InlineData("../release/bin/said")]
    public async Task Relative_program_is_that_of_the_commands_folder(string program)
    {
        Script("release/bin/said", "of the release");
        var command = new CommandLine(program) { Folder = At("release") };

        Assert.Equal("of the release", (await Command.RunAsync(command, Cancel)).Output.Trim());
        Assert.Equal("of the release", (await StreamCommand.RunAsync(command, null, null, Cancel)).Output.Trim());
        await using var process = DuplexProcess.Start(command)!;
        Assert.Equal("of the release", (await new StreamReader(process.Output).ReadToEndAsync(Cancel)).Trim());
    }

    [Fact]
    public async Task Name_is_looked_for_on_the_commands_own_path()
    {
        Script("tools/said", "of the path");
        Script("release/said", "of the folder");
        var command = new CommandLine("said") { Folder = At("release"), Variables = new Dictionary<string, string?> { ["PATH"] = $"{At("tools")}:/usr/bin:/bin" } };

        Assert.Equal("of the path", (await Command.RunAsync(command, Cancel)).Output.Trim());
        await using var process = DuplexProcess.Start(command)!;
        Assert.Equal("of the path", (await new StreamReader(process.Output).ReadToEndAsync(Cancel)).Trim());
    }

    [Fact]
    public async Task Relative_folder_on_the_path_is_one_of_the_commands_folder()
    {
        Script("release/node_modules/.bin/said", "of the release");
        var command = new CommandLine("said") { Folder = At("release"), Variables = new Dictionary<string, string?> { ["PATH"] = "node_modules/.bin:/usr/bin:/bin" } };

        Assert.Equal("of the release", (await Command.RunAsync(command, Cancel)).Output.Trim());
    }

    [Fact]
    public async Task Name_is_never_taken_from_the_folder_itself()
    {
        Script("release/not-on-any-path", "of the folder");
        var result = await Command.RunAsync(new CommandLine("not-on-any-path") { Folder = At("release") }, Cancel);

        Assert.Equal(127, result.Exit);
        Assert.Equal("not-on-any-path: No such file or directory", result.Errors);
        Assert.Null(DuplexProcess.Start(new CommandLine("not-on-any-path") { Folder = At("release") }));
    }

    [Fact]
    public async Task Program_that_is_only_beside_the_client_is_not_found()
    {
        var here = Path.Combine(AppContext.BaseDirectory, "beside-the-client");
        Write(here, "of the client");
        try
        {
            Assert.Equal(127, (await Command.RunAsync(new CommandLine("beside-the-client") { Folder = _folder.Path }, Cancel)).Exit);
        }
        finally
        {
            File.Delete(here);
        }
    }

    private string At(string path) => Path.Combine(_folder.Path, path);

    private void Script(string path, string says)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        Write(At(path), says);
    }

    private static void Write(string path, string says)
    {
        File.WriteAllText(path, $"#!/bin/sh\necho '{says}'\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
