namespace Slipway.Checks;

/// <summary>A check that judges facts of the project's folder. Facts are read once for all checks that judge them.</summary>
/// <param name="about">The check's description.</param>
/// <param name="observe">Reads the facts; does all of the input and output.</param>
public abstract class ProjectCheck<TFacts>(CheckAbout about, Func<CheckedProject, CancellationToken, Task<TFacts>> observe) : Check(about)
    where TFacts : class
{
    public override async Task<Verdict> RunAsync(CheckedProject project, CancellationToken cancel) => Judge(await project.FactsAsync(observe, cancel));

    /// <summary>Pure: the same facts give the same verdict.</summary>
    public abstract Verdict Judge(TFacts facts);
}
