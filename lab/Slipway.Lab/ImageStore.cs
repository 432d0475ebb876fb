namespace Slipway.Lab;

/// <summary>Makes images when they are missing or their recipe has changed. One builder at a time on a machine.</summary>
public static class ImageStore
{
    private static readonly TimeSpan BuildDeadline = TimeSpan.FromMinutes(20);

    /// <summary>The directory of the finished image; builds it (and what it stands on) if need be.</summary>
    /// <exception cref="LabException">Not root, or a package cannot be had.</exception>
    public static async Task<string> EnsureAsync(Image image, Action<string>? say = null)
    {
        await Prerequisites.EnsureAsync();
        var recipe = ImageRecipe.For(image);
        if (Directory.Exists(recipe.Path)) return recipe.Path;
        using var held = await FileLock.TakeAsync(LabPaths.ImageLock, BuildDeadline, "The image store");
        return await EnsureLockedAsync(recipe, say ?? (_ => { }));
    }

    /// <summary>The key that every machine accepts for root and deploy; made at first use.</summary>
    public static async Task<string> EnsureKeyAsync()
    {
        if (File.Exists(LabPaths.Key + ".pub")) return LabPaths.Key;
        using var held = await FileLock.TakeAsync(LabPaths.Key + ".lock", TimeSpan.FromSeconds(30), "The lab's key");
        if (File.Exists(LabPaths.Key + ".pub")) return LabPaths.Key;
        File.Delete(LabPaths.Key);
        await Command.RequireAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "slipway-lab", "-f", LabPaths.Key);
        return LabPaths.Key;
    }

    /// <summary>Removes images of older recipes, or all of them with the package cache. No machine may be running.</summary>
    public static async Task<IReadOnlyList<string>> PruneAsync(bool everything)
    {
        using var held = await FileLock.TakeAsync(LabPaths.ImageLock, BuildDeadline, "The image store");
        var current = Enum.GetValues<Image>().Select(image => ImageRecipe.For(image).Path).ToHashSet();
        var old = Directory.Exists(LabPaths.Images) ? Directory.GetDirectories(LabPaths.Images).Where(d => everything || !current.Contains(d)).ToList() : [];
        if (everything) old.Add(LabPaths.Packages);
        foreach (var path in old) await RemoveTreeAsync(path);
        return old;
    }

    private static async Task<string> EnsureLockedAsync(ImageRecipe recipe, Action<string> say)
    {
        if (Directory.Exists(recipe.Path)) return recipe.Path;
        var parent = recipe.Parent is { } p ? await EnsureLockedAsync(p, say) : null;
        say($"building the {recipe.Image.ToString().ToLowerInvariant()} image (once; {(parent is null ? "about a minute" : "a few minutes")})");
        var half = recipe.Path + ".half";
        await RemoveTreeAsync(half);
        Directory.CreateDirectory(LabPaths.Packages);
        if (parent is null) await BootstrapAsync(half);
        else await CopyTreeAsync(parent, half);
        await InstallAsync(half, recipe);
        if (recipe.Image == Image.Stack) await DotnetRuntime.CopyIntoAsync(half);
        await InsideAsync(half, "sh", "-c", recipe.Setup);
        await CleanAsync(half);
        Directory.Move(half, recipe.Path);
        return recipe.Path;
    }

    private static async Task BootstrapAsync(string root)
    {
        Directory.CreateDirectory(LabPaths.Images);
        (await Command.RunAsync(
            "debootstrap",
            ["--variant=minbase", "--include=ca-certificates", $"--cache-dir={LabPaths.Packages}", "bookworm", root, AptSources.Mirror],
            BuildDeadline)).Require("debootstrap");
        await File.WriteAllTextAsync(Path.Combine(root, "etc/apt/sources.list"), AptSources.Text);
    }

    private static async Task InstallAsync(string root, ImageRecipe recipe)
    {
        var policy = Path.Combine(root, "usr/sbin/policy-rc.d");
        await File.WriteAllTextAsync(policy, "#!/bin/sh\nexit 101\n");
        File.SetUnixFileMode(policy, (UnixFileMode)0b111_101_101);
        await InsideAsync(root, "apt-get", "-q", "update");
        await InsideAsync(root, ["apt-get", "-q", "-y", "-o", "APT::Keep-Downloaded-Packages=true", "install", "--no-install-recommends", .. recipe.Packages]);
        File.Delete(policy);
    }

    private static async Task InsideAsync(string root, params string[] command) =>
        (await Command.RunAsync(
            "systemd-nspawn",
            [
                "-q", "-D", root, "--register=no", "--keep-unit", "--pipe", "--resolv-conf=copy-host", "--link-journal=no", "--timezone=off",
                $"--bind={LabPaths.Packages}:/var/cache/apt/archives", "-E", "DEBIAN_FRONTEND=noninteractive", "-E", "LANG=C.UTF-8", "--", .. command,
            ],
            BuildDeadline)).Require($"{command[0]} in the new image");

    private static async Task CleanAsync(string root)
    {
        foreach (var list in Directory.EnumerateFileSystemEntries(Path.Combine(root, "var/lib/apt/lists")))
            await RemoveTreeAsync(list);
        File.Delete(Path.Combine(root, "etc/resolv.conf"));
        await File.WriteAllTextAsync(Path.Combine(root, "etc/machine-id"), "");
        File.Delete(Path.Combine(root, "var/lib/dbus/machine-id"));
    }

    private static async Task CopyTreeAsync(string from, string to) =>
        (await Command.RunAsync("cp", ["-a", from, to], BuildDeadline)).Require("Copying the base image");

    private static async Task RemoveTreeAsync(string path) =>
        (await Command.RunAsync("rm", ["-rf", "--one-file-system", path], BuildDeadline)).Require($"Removing {path}");
}
