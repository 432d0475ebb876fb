using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>What can be wrong with the content of a release, its source or the store.</summary>
internal static class ContentProblems
{
    private const string SlipwayBug = "Try again; if it stays, this is a defect of Slipway: report it with the output of `slipway deploy -v`.";

    public static Problem PathEscape(string path, string why) => new(
        "content.path-escape", "A path would leave the release", why,
        ["a file list that was damaged or made by another program"],
        "Rename or exclude the file (excludes: in slipway.yaml).", Show(path));

    public static Problem LinkEscape(string path, string target) => new(
        "content.link-escape", "A symlink leads out of the release", $"{Show(path)} → {Show(target)}",
        ["the link was made for this machine (for example by `artisan storage:link`)", "the link points to a folder that is shared between releases"],
        "Make the target relative and inside the project, list the folder under shared:, or exclude the link (excludes: in slipway.yaml).", Show(path));

    public static Problem PathReserved(string path) => new(
        "content.path-reserved", "The folder .slipway of a release is Slipway's own", null,
        ["build output contains a folder named .slipway"],
        "Exclude or rename it.", Show(path));

    public static Problem NameNotUtf8(string path) => new(
        "content.name-not-utf8", "A file name is not UTF-8", $"The name is shown with a substitute for the bytes that are not: {Show(path)}",
        ["the file was unpacked from an archive made on a system with another encoding"],
        "Rename it (`convmv -f latin1 -t utf8 --notest <file>`) or exclude its folder.", Show(path));

    public static Problem SpecialFile(string path) => new(
        "content.special-file", "A socket, pipe or device cannot be sent", null,
        ["a program that runs in this folder made it"],
        "Stop the program, or exclude the file (excludes: in slipway.yaml).", Show(path));

    public static Problem Submodule(string path) => new(
        "content.submodule", "Git submodules are not sent", "Their content is not part of this repository's file list.",
        ["the repository uses a submodule"],
        "List the folder under include: (its files are then sent as they are), or exclude it.", Show(path));

    public static Problem SubmoduleAbsent(string path) => new(
        "content.submodule-absent", "A git submodule was never checked out", "Its folder is empty.",
        ["the repository was cloned without --recurse-submodules", "with --ref: submodules are not part of what git exports"],
        $"Run `git submodule update --init --recursive -- {Show(path)}`. With --ref: check the ref out, then deploy without --ref.", Show(path));

    public static Problem IncludeEmpty(string path) => new(
        "content.include-empty", "A listed folder is empty", null,
        ["the build that fills it has not run or failed", "it is a submodule that was never checked out"],
        "Run the build or `git submodule update --init --recursive`, or take the folder out of include: in slipway.yaml.", Show(path));

    public static Problem LfsPointer(string path) => new(
        "content.lfs-pointer", "Git LFS has left a pointer in the place of a file", "The text of a pointer would be served instead of the file.",
        ["git-lfs was not installed when the repository was cloned", "the files were left out on purpose (GIT_LFS_SKIP_SMUDGE)", "with --ref: git itself stores only pointers"],
        "Run `git lfs install && git lfs pull`, or exclude the file. With --ref: check the ref out, then deploy without --ref.", Show(path));

    public static Problem Annexed(string path) => new(
        "content.annexed", "git-annex has not got the content of a file", "A link or pointer stands in its place.",
        ["it was not fetched in this clone"],
        $"Run `git annex get -- {Show(path)}` and `git annex unlock -- {Show(path)}`, or exclude the file.", Show(path));

    public static Problem GitCrypt(string path) => new(
        "content.git-crypt", "A file is still encrypted by git-crypt", "Its encrypted form would be sent.",
        ["the repository is locked", "with --ref: git itself stores only the encrypted form"],
        "Run `git-crypt unlock`, or exclude the file. With --ref: check the ref out, then deploy without --ref.", Show(path));

    public static Problem Sparse(string path, int count) => new(
        "content.sparse", "A sparse checkout leaves tracked files out", $"{count} that would be sent are not in the working tree.",
        ["git sparse-checkout was set to a part of the repository"],
        "Run `git sparse-checkout disable`, or widen it with `git sparse-checkout add`.", Show(path));

    public static Problem Unmerged(string path) => new(
        "content.unmerged", "A merge is not finished", null,
        ["the file still has conflicts"],
        "Resolve the conflict and `git add` the file.", Show(path));

    public static Problem GitFailed(string words) => new(
        "content.git-failed", "Git could not tell which files belong to the project", words,
        ["git is not installed", "the repository belongs to another user (git says: dubious ownership)", "the repository is damaged"],
        "Run `git status` in the project's folder and follow what it says.");

    public static Problem RefUnknown(string reference, string words) => new(
        "content.ref-unknown", $"Git does not know '{Show(reference)}'", words,
        ["a spelling mistake", "the branch or tag was not fetched"],
        "Look with `git branch -a` and `git tag`, or `git fetch` first.");

    public static Problem IncludeMissing(string path) => new(
        "content.include-missing", "A listed folder is not there", null,
        ["the build that makes it has not run or failed", "a spelling mistake"],
        "Run the build, or correct include: in slipway.yaml.", Show(path));

    public static Problem Empty(string folder) => new(
        "content.empty", "There is nothing to send", $"No file in {folder} is left after the excludes.",
        ["the files are not added to git", "an exclude matches everything", "the build wrote elsewhere"],
        "Run `git add`, or look at excludes: and .slipwayignore.", folder);

    public static Problem Changed(string path) => new(
        "content.changed", "A file changed while it was read", "It was read twice; both times it was different afterwards.",
        ["a build, a watcher or an editor is writing into the project"],
        "Stop it and run the command again.", Show(path));

    public static Problem Unreadable(string path, string why) => new(
        "content.unreadable", "A file cannot be read", why,
        ["it belongs to another user"],
        "Correct its rights, or exclude it.", Show(path));

    public static Problem ManifestInvalid(string why, string? path = null) => new(
        "content.manifest-invalid", "The list of files is not valid", why,
        ["the connection damaged it", "client and agent differ"],
        SlipwayBug, path is null ? null : Show(path));

    public static Problem PackCorrupt(string why) => new(
        "content.pack-corrupt", "The content that arrived is not what was sent", $"{why}. Nothing of it was kept.",
        ["the connection was cut or damaged the data"],
        "Run the command again: only what is missing is sent.");

    public static Problem ObjectCorrupt(Digest digest) => new(
        "content.object-corrupt", "Stored content was damaged on the host", $"{digest} was removed from the store.",
        ["a failing disk", "a power cut on a disk that lies about writing", "someone wrote into the store"],
        "Run the command again: the content is sent anew. If it happens more than once, check the disk (`smartctl -a`, `dmesg`).");

    public static Problem ObjectMissing(Digest digest) => new(
        "content.object-missing", "Content that the release needs is not on the host", digest.ToString(),
        ["the upload was not finished"],
        "Run the command again: only what is missing is sent.");

    public static Problem DiskFull(string path, string words) => new(
        "content.disk-full", "The host's disk is full", $"{words}; {Space(Posix.Free(path))}. Nothing half is left.",
        ["old releases, logs or backups fill the disk", "many small files used up the inodes (`df -i`)"],
        "Free space (`df -h`, `df -i`, `journalctl --vacuum-size=200M`, `apt-get clean`, a smaller keep:), then run the command again.", path);

    public static Problem NotEnoughSpace(string path, SpaceNeeded needed) => new(
        "content.little-space", "The host's disk has too little space for the release",
        $"needed: {needed.Bytes / 1048576.0:0.0} MiB and {needed.Inodes} inodes; {Space(Posix.Free(path))}.",
        ["old releases, logs or backups fill the disk", "many small files used up the inodes (`df -i`)"],
        "Free space (`df -h`, `df -i`, `journalctl --vacuum-size=200M`, `apt-get clean`, a smaller keep:), then run the command again.", path);

    private static string Space(FreeSpace free) =>
        $"free: {free.Bytes / 1048576.0:0.0} MiB and {(free.Inodes == long.MaxValue ? "any number of" : free.Inodes)} inodes";

    /// <summary>Names may hold line breaks and escape sequences: a terminal gets them escaped.</summary>
    private static string Show(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()));
}
