namespace Slipway.Hosts.Observed.Accounts;

/// <param name="Where">file:line.</param>
/// <param name="Who">Users and groups, aliases as written: deploy, %sudo.</param>
/// <param name="What">Hosts, run-as and commands as written: ALL=(ALL:ALL) NOPASSWD: ALL.</param>
public sealed record SudoRule(string Where, string Who, string What)
{
    public bool WithoutPassword => What.Contains("NOPASSWD:", StringComparison.Ordinal);
}
