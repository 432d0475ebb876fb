using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Sessions;

/// <summary>What differs between a server and the <c>local</c> target for a session. Two kinds exist.</summary>
public abstract class AgentHost
{
    public abstract IMachine MachineOf(HostPlan plan);

    /// <summary>Why the folders of the layout are not its app environment's; null when they are, or nobody's.</summary>
    public virtual Problem? Stranger(HostLayout layout) => null;

    /// <summary>Takes the folders of the layout for its app environment.</summary>
    public virtual void Claim(HostLayout layout)
    {
    }

    /// <summary>Has what starts and stops processes ready; who only looks does without.</summary>
    public virtual Task ReadyAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Why nothing can answer there, when what serves is not running at all; null when it runs or is not ours to know.</summary>
    public virtual Task<string?> AtRestAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>Starts the transaction's own process; returns when it has been started.</summary>
    public abstract Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel);

    /// <summary>Makes the deploy and run users where they are missing.</summary>
    public abstract Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel);

    /// <summary>Owner of env files.</summary>
    public abstract FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser);

    /// <summary>Sends the last lines of each process of the serving release, and new ones while following.</summary>
    public abstract Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel);

    /// <summary>The machine for commands outside a transaction.</summary>
    public abstract IMachine Machine(HostLayout layout, string deployUser, string runUser);
}
