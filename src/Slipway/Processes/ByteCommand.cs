using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Processes;

/// <summary>Runs a program whose output is bytes, not lines (<c>git -z</c>): names with line breaks or other encodings arrive exactly.</summary>
public static class ByteCommand
{
    private const int MaxErrors = 1 << 16;

    /// <param name="read">Reads standard output to its end.</param>
    /// <returns>Exit status and standard error; 127 when the program cannot be started; -1 when the deadline passed and it was ended.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process tree has ended.</exception>
    public static async Task<ByteEnd> RunAsync(CommandLine command, Func<Stream, CancellationToken, Task> read, CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        try
        {
#pragma warning disable RS0030 // beside Command the only owner of Process.Start
            process.Start();
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            return new ByteEnd(127, $"{command.Program}: {e.Message}");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(command.Deadline);
        try
        {
            var errors = ErrorsAsync(process.StandardError.BaseStream, limit.Token);
            await Task.WhenAll(WriteAsync(process, command.Input, limit.Token), read(process.StandardOutput.BaseStream, limit.Token), errors);
            await process.WaitForExitAsync(limit.Token);
            return new ByteEnd(process.ExitCode, (await errors).Trim());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ByteEnd(-1, $"{command.Program} did not finish within {command.Deadline.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
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

    private static ProcessStartInfo StartInfo(CommandLine command)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.Folder ?? "",
        };
        if (command.CleanEnvironment)
            info.Environment.Clear();
        foreach (var (name, value) in command.Variables)
            if (value is null)
                info.Environment.Remove(name);
            else
                info.Environment[name] = value;
        return info;
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte>? input, CancellationToken cancel)
    {
        try
        {
            if (input is { } bytes)
                await process.StandardInput.BaseStream.WriteAsync(bytes, cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all: its exit status tells the rest.
        }
    }

    private static async Task<string> ErrorsAsync(Stream errors, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        for (int n; (n = await errors.ReadAsync(buffer, cancel)) > 0;)
            kept.Write(buffer, 0, (int)Math.Min(n, MaxErrors - kept.Length));
        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
