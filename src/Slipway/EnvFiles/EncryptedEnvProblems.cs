using Slipway.Problems;

namespace Slipway.EnvFiles;

/// <summary>What can be wrong with an encrypted env file or its key.</summary>
internal static class EncryptedEnvProblems
{
    public static Problem Key(string source) => new(
        "env.key-text", $"{source} holds no key for env files", "a key is 32 bytes as base64, 44 characters",
        Remedy: "Take it from where it was made, or make one with `slipway env encrypt --new-key FILE`.") { Exit = ExitCodes.Unreadable };

    public static Problem NoKey() => new(
        "env.no-key", "there is no key for env files", "looked at --key-file, SLIPWAY_ENV_KEY, SLIPWAY_ENV_KEY_COMMAND and .slipway/env.key",
        Remedy: "Name one, or make one with `slipway env encrypt --new-key .slipway/env.key`.") { Exit = ExitCodes.Unreadable };

    public static Problem Format(string path) => new(
        "env.encrypted-format", $"{path} is no encrypted env file that this version reads", "its header is not complete",
        ["a merge or an editor changed it", "a newer Slipway wrote it"], "Take it from git again, or use a newer Slipway.", path) { Exit = ExitCodes.Unreadable };

    public static Problem OtherKey(string path) => new(
        "env.encrypted-key", $"{path} was encrypted with another key", Causes: ["it belongs to another project or was encrypted anew"],
        Remedy: "Use the key that it was encrypted with.", Where: path) { Exit = ExitCodes.Unreadable };

    public static Problem OtherEnvironment(string path, string environment) => new(
        "env.encrypted-environment", $"{path} is not the env of {environment}", "its header names another environment",
        ["it was copied or renamed"], "Take the right file, or encrypt the env anew.", path) { Exit = ExitCodes.Unreadable };

    public static Problem Damaged(string path) => new(
        "env.encrypted-damaged", $"{path} was changed after it was encrypted", "its authentication fails",
        ["a merge or an editor changed it", "somebody tampered with it"], "Take it from git again, and find out who changed it.", path) { Exit = ExitCodes.Unreadable };
}
