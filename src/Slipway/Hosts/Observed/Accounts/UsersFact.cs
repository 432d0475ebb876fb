namespace Slipway.Hosts.Observed.Accounts;

/// <param name="Names">Empty = all of /etc/passwd.</param>
public sealed record UsersQuestion(IReadOnlyList<string> Names) : Question<UsersFact>;

/// <param name="Users">Those that exist.</param>
/// <param name="OtherSources">Where else users come from by nsswitch.conf (sss, ldap): only those asked by name are known of them.</param>
public sealed record UsersFact(IReadOnlyList<HostUser> Users, IReadOnlyList<string> OtherSources) : Fact;
