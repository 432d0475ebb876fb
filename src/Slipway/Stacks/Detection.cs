namespace Slipway.Stacks;

/// <summary>What a folder looks like.</summary>
/// <param name="All">Every stack that saw something, most likely first.</param>
public sealed record Detection(IReadOnlyList<Recognition> All)
{
    private const int Margin = 10;

    /// <summary>The most likely stack, null when nothing was recognised. With <see cref="IsAmbiguous"/> a person must say.</summary>
    public Recognition? Best => All.Count > 0 ? All[0] : null;

    /// <summary>True when the second is nearly as likely as the first.</summary>
    public bool IsAmbiguous => All.Count > 1 && All[0].Confidence - All[1].Confidence < Margin;
}
