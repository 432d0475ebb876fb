namespace Slipway.Migrations;

/// <summary>What a statement of a migration may do to a running system.</summary>
public enum MigrationHarm
{
    /// <summary>It takes away or renames what the release before may still use, or deletes rows.</summary>
    Destructive,

    /// <summary>The release before cannot write any more.</summary>
    Incompatible,

    /// <summary>Reads or writes of a table wait while it runs.</summary>
    Locks,

    /// <summary>It has no way back.</summary>
    Irreversible,
}
