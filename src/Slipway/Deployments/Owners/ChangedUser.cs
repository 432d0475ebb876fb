using Slipway.Deployments.Machines;

namespace Slipway.Deployments.Owners;

/// <summary>A user that is another account than the one that what stands on the host was made for.</summary>
/// <param name="Role">deploy or run.</param>
/// <param name="Before">Name of the account that owns what stands.</param>
/// <param name="Uid">Its number, -1 when it no longer exists.</param>
/// <param name="Gid">Of its group.</param>
/// <param name="Now">The name that is wanted now.</param>
/// <param name="NowUid">Its number, -1 when there is none of that name.</param>
public sealed record ChangedUser(string Role, string Before, int Uid, int Gid, string Now, int NowUid)
{
    /// <summary>Two names of one account are no change.</summary>
    internal static IReadOnlyList<ChangedUser> Of(OwnerRecord? owner, string deployUser, string runUser) =>
        [.. ((ChangedUser?[])[Between("deploy", owner?.DeployUser, deployUser), Between("run", owner?.RunUser, runUser)]).OfType<ChangedUser>()];

    private static ChangedUser? Between(string role, string? before, string now)
    {
        if (before is null || before == now)
            return null;
        var (old, wanted) = (Account.Find(before), Account.Find(now));
        return old is not null && wanted is not null && (old.Uid, old.Gid) == (wanted.Uid, wanted.Gid)
            ? null
            : new(role, before, old?.Uid ?? -1, old?.Gid ?? -1, now, wanted?.Uid ?? -1);
    }
}
