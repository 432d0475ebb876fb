namespace Slipway.Project.Changes;

/// <summary>What becomes of a setting that changed between two deploys.</summary>
internal enum SettingFate
{
    /// <summary>The next deploy follows it, and an undo goes back.</summary>
    Carried,

    /// <summary>The next deploy follows it, and the plan says what stays behind or goes on.</summary>
    Told,

    /// <summary>Plan and deploy refuse, with the commands to run.</summary>
    Refused,

    /// <summary>Nothing of it is on a host.</summary>
    Here,
}
