namespace Slipway.Cli.Output;

/// <summary>Writes whole pieces of text; a reader that went away is remembered, not thrown.</summary>
internal sealed class OutputWriter(TextWriter writer)
{
    public bool IsClosed { get; private set; }

    public void Write(string text)
    {
        if (IsClosed)
            return;
        try
        {
            writer.Write(text);
            writer.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            IsClosed = true;
        }
    }

    public void WriteLine(string text) => Write(text + "\n");
}
