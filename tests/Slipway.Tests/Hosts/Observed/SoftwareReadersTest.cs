using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Hosts.Observed.Disk;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Software;
using Slipway.Hosts.Observed.Ssh;
using Xunit;

namespace Slipway.Tests.Hosts.Observed;

public class SoftwareReadersTest
{
    [Fact]
    public async Task Packages_of_dpkg_with_what_was_broken_off()
    {
        using var host = new FakeHost().File("/var/lib/dpkg/status", """
            Package: nginx-light
            Status: install ok installed
            Architecture: amd64
            Version: 1.22.1-9+deb12u1
            Description: small web server
             Version: not this

            Package: apache2
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 2.4.62-1~deb12u1

            Package: php8.2-fpm
            Status: hold ok half-configured
            Architecture: amd64
            Version: 8.2.29-1~deb12u1

            """);

        var seen = await host.SeeAsync(new PackagesQuestion(["nginx*", "apache2", "php8.?-fpm"]));

        HostPackage broken = new("php8.2-fpm", "8.2.29-1~deb12u1", "amd64", "half-configured", true);
        Assert.Equal([new("nginx-light", "1.22.1-9+deb12u1", "amd64", "installed", false), broken], seen.Packages);
        Assert.Equal([broken], seen.Broken);
        Assert.Empty(seen.LockedBy);
    }

    [Fact]
    public async Task Host_without_dpkg_is_unknown_not_empty()
    {
        using var host = new FakeHost();
        Assert.Equal("/var/lib/dpkg/status does not exist: this is no Debian or Ubuntu", (await host.AskAsync(new PackagesQuestion([]))).Unknown);
    }

    [Fact]
    public async Task Apt_settings_as_apt_merges_them_without_its_proxy()
    {
        using var host = new FakeHost()
            .Says("apt-config", "APT \"\";\nAPT::Periodic \"\";\nAPT::Periodic::Unattended-Upgrade \"1\";\nUnattended-Upgrade::Package-Blacklist:: \"mariadb\";\nUnattended-Upgrade::Package-Blacklist:: \"docker\";\nAcquire::http::Proxy \"http://anna:h0rse@192.0.2.1\";\n")
            .File("/etc/needrestart/needrestart.conf", "#$nrconf{restart} = 'i';\n$nrconf{restart} = 'l';\n")
            .File("/etc/needrestart/conf.d/50-own.conf", "$nrconf{restart} = 'a';\n")
            .File("/etc/apt/sources.list.d/ubuntu.sources", "Types: deb\n");

        var seen = await host.SeeAsync(new AptQuestion());

        Assert.Equal(["APT::Periodic::Unattended-Upgrade", "Unattended-Upgrade::Package-Blacklist"], seen.Settings.Keys);
        Assert.Equal(["mariadb", "docker"], seen.Settings["Unattended-Upgrade::Package-Blacklist"]);
        Assert.Equal(("a", null), (seen.Needrestart, seen.ListsRead));
        Assert.Equal(["/etc/apt/sources.list.d/ubuntu.sources"], seen.SourceFiles);
    }

    [Fact]
    public async Task Sshd_settings_and_the_order_of_its_files()
    {
        using var host = new FakeHost()
            .Says("sshd", "port 22\nport 2222\npermitrootlogin without-password\nhostkey /etc/ssh/ssh_host_ed25519_key\n")
            .File("/etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\n#Port 22\nUsePAM yes\nMatch User git\n  PasswordAuthentication no\n")
            .File("/etc/ssh/sshd_config.d/50-cloud-init.conf", "PasswordAuthentication yes\n")
            .File("/etc/ssh/sshd_config.d/10-slipway.conf", "PasswordAuthentication no\n");

        var seen = await host.SeeAsync(new SshdQuestion());

        Assert.Equal(["22", "2222"], seen.Settings["port"]);
        Assert.Equal(["/etc/ssh/sshd_config.d/10-slipway.conf", "/etc/ssh/sshd_config.d/50-cloud-init.conf", "/etc/ssh/sshd_config"], seen.Files.Select(f => f.Path));
        Assert.Equal(["usepam"], seen.Files[2].Keys);
        Assert.True(seen.Files[2].HasMatch);
    }

    [Fact]
    public async Task Certificates_of_a_file_and_why_another_has_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.example.com", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("shop.example.com");
        names.AddIpAddress(System.Net.IPAddress.Parse("192.0.2.1"));
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero));
        using var host = new FakeHost().File("/etc/tls/shop.pem", made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()).File("/etc/tls/empty.pem", "");

        var files = (await host.SeeAsync(new CertificatesQuestion(["/etc/tls/shop.pem", "/etc/tls/empty.pem", "/etc/tls/none.pem"]))).Files;

        var seen = Assert.Single(files[0].Certificates);
        Assert.Equal(("CN=shop.example.com", "EC 256", true, true), (seen.Subject, seen.Key, seen.IsSelfSigned, files[0].HoldsKey));
        Assert.Equal(["shop.example.com", "192.0.2.1"], seen.Names);
        Assert.Equal(made.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), seen.Fingerprint);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), seen.PublicKey);
        Assert.Equal(new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero), seen.Until);
        Assert.Equal(["there is no certificate in it", "/etc/tls/none.pem does not exist"], files.Skip(1).Select(f => f.Unknown));
    }

    [Fact]
    public async Task Files_with_owner_mode_and_link()
    {
        using var host = new FakeHost().File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n").File("/etc/group", "root:x:0:\n").File("/srv/a", "abc").Link("/srv/b", "gone");
        File.SetUnixFileMode(host.Root + "/srv/a", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var files = (await host.SeeAsync(new FilesQuestion(["/srv/a", "/srv/b", "/srv/c"]) { Digests = true })).Files;

        Assert.Equal(("0640", 3L, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), (files[0].Mode, files[0].Size, files[0].Digest));
        Assert.Equal(("gone", true), (files[1].Target, files[1].Dangling));
        Assert.Equal(new SeenFile("/srv/c"), files[2]);
    }

    [Fact]
    public async Task Disk_of_a_path_is_the_longest_mount()
    {
        using var host = new FakeHost().Folder("/srv/my data")
            .File("/proc/self/mounts", "/dev/vda1 / ext4 rw,relatime 0 0\ntmpfs /srv tmpfs ro 0 0\n/dev/vdb /srv/my\\040data xfs rw,noexec 0 0\n");
        var disk = Assert.Single((await host.SeeAsync(new DisksQuestion(["/srv/my data/x"]))).Disks);
        Assert.Equal(("/srv/my data/x", "/srv/my data", "xfs"), (disk.Path, disk.Mount, disk.Kind));
        Assert.Equal(["rw", "noexec"], disk.Options);
        Assert.True(disk.TotalBytes > 0);
    }

    [Fact]
    public async Task Memory_kernel_settings_reboot_and_resolver()
    {
        using var host = new FakeHost()
            .File("/proc/meminfo", "MemTotal:        1000 kB\nMemAvailable:     400 kB\nSwapTotal:          0 kB\nSwapFree:           0 kB\n")
            .File("/proc/vmstat", "pswpin 7\noom_kill 2\n")
            .File("/proc/pressure/memory", "some avg10=0.00 avg60=1.25 avg300=0.00 total=1\nfull avg10=0.00 avg60=9.00 avg300=0.00 total=1\n")
            .File("/proc/sys/net/ipv4/tcp_syncookies", "1\n").File("/proc/sys/kernel/osrelease", "6.1.0-40-amd64\n")
            .File("/run/reboot-required", "").File("/run/reboot-required.pkgs", "linux-image-amd64\nlinux-image-amd64\n").File("/boot/vmlinuz-6.1.0-41-amd64", "")
            .File("/etc/resolv.conf", "search example.com\nnameserver 127.0.0.53\n").File("/run/systemd/resolve/resolv.conf", "nameserver 192.0.2.53\n")
            .File("/etc/nsswitch.conf", "hosts:          files resolve [!UNAVAIL=return] dns\n");

        var memory = await host.SeeAsync(new MemoryQuestion());
        Assert.Equal((1_024_000L, 409_600L, 0L, 7L, 2L, 1.25), (memory.Total, memory.Available, memory.SwapTotal, memory.SwappedIn, memory.OutOfMemoryKills, memory.Pressure));
        var settings = await host.SeeAsync(new KernelSettingsQuestion(["net.ipv4.tcp_syncookies", "kernel.none", "../etc/passwd"]));
        Assert.Equal(("net.ipv4.tcp_syncookies", "1"), (Assert.Single(settings.Values).Key, settings.Values["net.ipv4.tcp_syncookies"]));
        var reboot = await host.SeeAsync(new RebootQuestion());
        Assert.True(reboot.IsRequired);
        Assert.Equal(["linux-image-amd64"], reboot.Packages);
        Assert.Equal(["6.1.0-41-amd64"], reboot.Installed);
        var resolver = await host.SeeAsync(new ResolverQuestion());
        Assert.Equal(["127.0.0.53"], resolver.Servers);
        Assert.Equal(["192.0.2.53"], resolver.Upstream);
        Assert.Equal(["files", "resolve", "dns"], resolver.Order);
    }
}
