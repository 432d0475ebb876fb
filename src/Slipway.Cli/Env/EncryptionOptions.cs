namespace Slipway.Cli.Env;

/// <param name="KeyFile">Null = the variables and places that are looked at.</param>
/// <param name="NewKey">File to make with a new key.</param>
internal sealed record EncryptionOptions(string? Environment, string? KeyFile, string? NewKey);
