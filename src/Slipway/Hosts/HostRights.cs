namespace Slipway.Hosts;

/// <summary>As whom the agent runs on a host.</summary>
public enum HostRights
{
    /// <summary>root, or sudo without a password; anything else is a problem.</summary>
    Full,

    /// <summary>root or sudo when they can be had, else the login user.</summary>
    Best,

    /// <summary>The login user; sudo is not tried.</summary>
    Login,
}
