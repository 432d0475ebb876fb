using Slipway.Problems;

namespace Slipway.Project;

/// <summary>What can be wrong with a text file before its content is looked at. The noun is the area of the code: project or env.</summary>
internal static class FileProblems
{
    public static Problem Absent(string noun, string path) => new(
        $"{noun}.absent", $"there is no {noun} file {path}",
        Remedy: noun == "project" ? "Write one with `slipway init`, or name another with --project FILE." : "Write one with `slipway prepare`.",
        Where: path) { Exit = ExitCodes.Unreadable };

    public static Problem NotFound(string file, string folder) => new(
        "project.not-found", $"there is no {file} here or above", $"looked in {folder} and up to the root of its git work tree",
        Remedy: "Go to the project's folder, write one with `slipway init`, or name another with --project FILE.",
        Where: folder) { Exit = ExitCodes.Unreadable };

    public static Problem CannotRead(string noun, string path, string reason) => new(
        $"{noun}.cannot-read", $"the {noun} file {path} cannot be read", reason,
        Remedy: $"Make {path} a file that you may read.", Where: path) { Exit = ExitCodes.Unreadable };

    public static Problem TooLarge(string noun, string path, int limit) => new(
        $"{noun}.too-large", $"the {noun} file is larger than {limit / 1024} KiB",
        Causes: [$"{path} is another file"],
        Remedy: $"Keep the {noun} file below {limit / 1024} KiB.", Where: path) { Exit = ExitCodes.Unreadable };

    public static Problem Encoding(string noun, byte found) => new(
        $"{noun}.encoding", "this is not UTF-8 text", $"byte 0x{found:X2}",
        ["the file was saved as Latin-1 or UTF-16", "it is not a text file"],
        "Save the file as UTF-8.");
}
