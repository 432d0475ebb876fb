namespace Slipway.Checks.Project.Files.Ini;

/// <param name="Value">Empty when only the key is written.</param>
/// <param name="Index">Where the key stands in the text.</param>
internal sealed record IniSetting(string Key, string Value, int Index);
