namespace Slipway.Checks.Project.Stack.Data;

/// <param name="Key">With underscores, in lower case.</param>
internal sealed record DataSetting(string Key, string Value, string Where, string Subject);
