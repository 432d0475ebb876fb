namespace Slipway.Hosts.Observed.Accounts;

public enum PasswordState
{
    /// <summary>No password lets in: *, ! or a hash behind a !.</summary>
    Locked,

    /// <summary>A password lets in.</summary>
    Set,

    /// <summary>Anybody gets in without one.</summary>
    Empty,
}
