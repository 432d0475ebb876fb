namespace Slipway.Hosts.Observed.Accounts;

/// <param name="Names">Empty = all of /etc/group.</param>
public sealed record GroupsQuestion(IReadOnlyList<string> Names) : Question<GroupsFact>;

/// <param name="Groups">Those that exist.</param>
/// <param name="OtherSources">As <see cref="UsersFact.OtherSources"/>.</param>
public sealed record GroupsFact(IReadOnlyList<HostGroup> Groups, IReadOnlyList<string> OtherSources) : Fact;
