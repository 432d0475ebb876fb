using System.Text;

namespace Slipway.Processes;

/// <summary>Lines of a program that may never end one: a prompt that asks again and again at the end of its input, say.</summary>
internal static class BoundedLines
{
    /// <summary>Lines without their ends (\n, \r\n or \r), as <see cref="TextReader.ReadLine"/> tells them.</summary>
    /// <param name="longest">In characters; a longer line comes in pieces of that length.</param>
    public static async IAsyncEnumerable<string> ReadAsync(TextReader reader, int longest)
    {
        var (line, afterReturn) = (new StringBuilder(), false);
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
            for (var i = 0; i < count; i++)
            {
                var c = buffer[i];
                var ends = c is '\r' or '\n';
                var secondOfTwo = c is '\n' && afterReturn;
                afterReturn = c is '\r';
                if (secondOfTwo)
                    continue;
                if (ends || line.Length == longest)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                if (!ends)
                    line.Append(c);
            }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
