using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Processes;

public class BoundedLinesTest
{
    [Theory]
    [InlineData("", 4, new string[0])]
    [InlineData("\n", 4, new[] { "" })]
    [InlineData("abcd", 4, new[] { "abcd" })]
    [InlineData("abcd\n", 4, new[] { "abcd" })]
    [InlineData("abcde\nf", 4, new[] { "abcd", "e", "f" })]
    [InlineData("abcdefghi", 4, new[] { "abcd", "efgh", "i" })]
    [InlineData("10%\r20%\r\n\r\n30%\n\r", 9, new[] { "10%", "20%", "", "30%", "" })]
    public async Task Lines_end_as_everywhere_and_long_ones_come_in_pieces(string text, int longest, string[] expected) =>
        Assert.Equal(expected, await ReadAsync(new StringReader(text), longest));

    [Fact]
    public async Task They_are_those_of_ReadLine_wherever_the_text_is_divided()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 300; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => "ab\r\n"[random.Next(4)])]);
            var lines = new List<string>();
            using (var whole = new StringReader(text))
                while (whole.ReadLine() is { } line)
                    lines.Add(line);
            Assert.Equal(lines, await ReadAsync(new Dribble(text, random), 1000));
        }
    }

    [Fact]
    public async Task A_command_that_never_ends_a_line_needs_little_memory()
    {
        var pieces = 0;
        var result = await Command.RunAsync(new CommandLine("head", "-c", "50000000", "/dev/zero")
        {
            KeepCharacters = 1000,
            OnLine = (_, piece) =>
            {
                Assert.InRange(piece.Length, 1, 1000);
                pieces++;
                return default;
            },
        });
        Assert.Equal((0, 50_000), (result.Exit, pieces));
        Assert.InRange(result.Output.Length, 900, 1000);
    }

    private static async Task<List<string>> ReadAsync(TextReader reader, int longest)
    {
        var lines = new List<string>();
        await foreach (var line in BoundedLines.ReadAsync(reader, longest))
            lines.Add(line);
        return lines;
    }

    /// <summary>Gives a few characters at a time, as a pipe does.</summary>
    private sealed class Dribble(string text, Random random) : StringReader(text)
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 4))], cancellationToken);
    }
}
