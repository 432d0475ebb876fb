namespace Slipway.DeployBenchmark;

/// <summary>A way to deploy.</summary>
internal interface ITool
{
    /// <summary>For the table.</summary>
    string Name { get; }

    /// <summary>Under which its site is asked for; null when it makes no release.</summary>
    string? Site { get; }

    /// <summary>Deploys the project as it is now.</summary>
    /// <param name="way">ssh configuration to use.</param>
    Task<TimedRun> DeployAsync(string way);

    /// <summary>Waits until nothing of the last deploy goes on in the background.</summary>
    Task SettleAsync();
}
