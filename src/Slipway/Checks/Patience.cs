namespace Slipway.Checks;

/// <summary>How long a run waits for what takes long: a history that was never read, answers over the network.</summary>
public enum Patience
{
    /// <summary>A look of a second; what is left stays unknown. For a plan or a deploy, which must not wait for a verdict.</summary>
    Brief,

    /// <summary>The first run looks for a second, the next one reads to the end. Questions to the network may take three seconds in all.</summary>
    Usual,

    /// <summary>To the end at once: nobody sits before it, or it was asked for.</summary>
    Whole,
}
