namespace Slipway.Checks.Project.Source;

/// <summary>What happens at a read when the key is absent.</summary>
public enum EnvReadKind
{
    /// <summary>It fails: <c>os.environ['X']</c>, <c>${X:?}</c>.</summary>
    Required,

    /// <summary>It gets nothing: <c>env('X')</c> of Laravel, <c>process.env.X</c>.</summary>
    Optional,

    /// <summary>It gets what the source says: <c>env('X', 'a')</c>, <c>process.env.X || 'a'</c>.</summary>
    Defaulted,
}
