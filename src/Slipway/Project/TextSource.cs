using System.Text;
using Slipway.Problems;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Reads a small text file whole and refuses what is not plain UTF-8 text.</summary>
internal static class TextSource
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes, at most <paramref name="limit"/> of them.</summary>
    /// <param name="noun">"project" or "env": the area of the problem codes.</param>
    /// <exception cref="ProblemException">Absent, a folder, not readable or too large.</exception>
    public static byte[] ReadBytes(string path, int limit, string noun)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var buffer = new byte[limit + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= limit ? buffer[..length] : throw new ProblemException(FileProblems.TooLarge(noun, path, limit));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(FileProblems.Absent(noun, path), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(FileProblems.CannotRead(noun, path, error.Message), error);
        }
    }

    /// <summary>The text without byte order mark; null when it is not UTF-8 (the problem is added).</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string noun, ProblemList problems)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        var valid = ValidPrefix(bytes);
        if (valid == bytes.Length)
            return Strict.GetString(bytes);
        var before = Strict.GetString(bytes[..valid]);
        problems.Add(PositionAt(before, before.Length), FileProblems.Encoding(noun, bytes[valid]));
        return null;
    }

    /// <summary>Line and column of a character; LF, CR and CRLF end lines.</summary>
    public static Position PositionAt(string text, int index)
    {
        int line = 1, start = 0;
        for (var i = 0; i < index; i++)
        {
            if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.Length && text[i + 1] == '\n')))
                continue;
            line++;
            start = i + 1;
        }

        return new(line, index - start + 1);
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
            at += used;
        return at;
    }
}
