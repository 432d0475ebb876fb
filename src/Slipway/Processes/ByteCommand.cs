namespace Slipway.Processes;

/// <summary>Runs a program whose output is bytes, not lines (<c>git -z</c>): names with line breaks or other encodings arrive exactly.</summary>
public static class ByteCommand
{
    /// <param name="read">Reads standard output to its end.</param>
    /// <returns>Exit status and standard error; 127 when the program cannot be started; -1 when the deadline passed and it was ended.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process tree has ended.</exception>
    public static async Task<ByteEnd> RunAsync(CommandLine command, Func<Stream, CancellationToken, Task> read, CancellationToken cancel = default)
    {
        var result = await StreamCommand.RunAsync(command, Input(command), read, cancel);
        return result.TimedOut
            ? new ByteEnd(-1, $"{command.Program} did not finish within {command.Deadline.TotalSeconds:0} s")
            : new ByteEnd(result.Exit, result.Errors.Trim());
    }

    /// <summary>As the other, with all of standard output, at most <paramref name="maxBytes"/>.</summary>
    /// <exception cref="InvalidDataException">There is more output than that.</exception>
    public static async Task<ByteResult> RunAsync(CommandLine command, int maxBytes, CancellationToken cancel = default)
    {
        using var output = new MemoryStream();
        var (exit, errors) = await RunAsync(command, async (stream, token) =>
        {
            var buffer = new byte[1 << 16];
            for (int n; (n = await stream.ReadAsync(buffer, token)) > 0;)
            {
                if (output.Length + n > maxBytes)
                    throw new InvalidDataException($"{command.Program} wrote more than {maxBytes} bytes");
                output.Write(buffer, 0, n);
            }
        }, cancel);
        return new ByteResult(exit, output.ToArray(), errors);
    }

    private static Func<Stream, CancellationToken, Task>? Input(CommandLine command) =>
        command.Input is { } bytes ? (stream, token) => stream.WriteAsync(bytes, token).AsTask() : null;
}
