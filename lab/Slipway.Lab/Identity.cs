using System.Security.Cryptography;

namespace Slipway.Lab;

/// <summary>What makes a machine itself: host keys, machine id, host name. Survives a reset.</summary>
internal sealed class Identity(string directory, string hostName)
{
    private string HostKey => Path.Combine(directory, "ssh_host_ed25519_key");

    /// <summary>The public host key, <c>ssh-ed25519 AAAA…</c>.</summary>
    public string PublicHostKey => string.Join(' ', File.ReadAllText(HostKey + ".pub").Split(' ', '\n').Take(2));

    public async Task CreateAsync()
    {
        Directory.CreateDirectory(directory);
        await Command.RequireAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", hostName, "-f", HostKey);
        await File.WriteAllTextAsync(Path.Combine(directory, "machine-id"), RandomNumberGenerator.GetHexString(32, lowercase: true) + "\n");
    }

    public async Task InstallAsync(string root, string loginKey)
    {
        File.Copy(HostKey, Path.Combine(root, "etc/ssh/ssh_host_ed25519_key"), overwrite: true);
        File.Copy(HostKey + ".pub", Path.Combine(root, "etc/ssh/ssh_host_ed25519_key.pub"), overwrite: true);
        File.SetUnixFileMode(Path.Combine(root, "etc/ssh/ssh_host_ed25519_key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(Path.Combine(root, "etc/machine-id"), await File.ReadAllTextAsync(Path.Combine(directory, "machine-id")));
        await File.WriteAllTextAsync(Path.Combine(root, "etc/hostname"), hostName + "\n");
        await File.WriteAllTextAsync(Path.Combine(root, "etc/hosts"), $"127.0.0.1 localhost\n127.0.1.1 {hostName}\n");
        var login = await File.ReadAllTextAsync(loginKey + ".pub");
        await File.WriteAllTextAsync(Path.Combine(root, "root/.ssh/authorized_keys"), login);
        await File.WriteAllTextAsync(Path.Combine(root, "home/deploy/.ssh/authorized_keys"), login);
    }
}
