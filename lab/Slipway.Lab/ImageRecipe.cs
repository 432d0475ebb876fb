using System.Security.Cryptography;
using System.Text;

namespace Slipway.Lab;

/// <summary>How an image is made. A changed recipe has another digest and is built anew.</summary>
internal sealed record ImageRecipe(Image Image, IReadOnlyList<string> Packages, string Setup)
{
    private const string BaseSetup = """
        set -eu
        useradd --create-home --shell /bin/bash deploy
        install -d -m 700 -o deploy -g deploy /home/deploy/.ssh
        install -m 600 -o deploy -g deploy /dev/null /home/deploy/.ssh/authorized_keys
        install -d -m 700 /root/.ssh
        install -m 600 /dev/null /root/.ssh/authorized_keys
        echo 'deploy ALL=(ALL:ALL) NOPASSWD: ALL' > /etc/sudoers.d/deploy
        chmod 440 /etc/sudoers.d/deploy
        echo 'LANG=C.UTF-8' > /etc/default/locale
        rm -f /etc/ssh/ssh_host_*
        systemctl disable apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service
        systemctl mask console-getty.service
        """;

    private const string StackSetup = """
        set -eu
        systemctl disable nginx php8.2-fpm mariadb postgresql redis-server
        ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet
        """;

    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [Image.ToString(), .. Packages, Setup, AptSources.Text, Parent?.Digest ?? "", Image == Image.Stack ? DotnetRuntime.Versions() : ""]))))[..12];

    public ImageRecipe? Parent => Image == Image.Stack ? For(Image.Base) : null;

    public string Path => System.IO.Path.Combine(LabPaths.Images, $"{Image.ToString().ToLowerInvariant()}-{Digest}");

    public static ImageRecipe For(Image image) => image switch
    {
        Image.Base => new(image,
            ["systemd", "systemd-sysv", "dbus", "libpam-systemd", "openssh-server", "sudo", "iproute2", "ca-certificates", "curl", "cron", "procps"],
            BaseSetup),
        Image.Stack => new(image,
            [
                "nginx-light", "php8.2-fpm", "php8.2-cli", "php-mysql", "php-pgsql", "php-sqlite3", "php-mbstring", "php-xml", "php-curl",
                "php-zip", "php-redis", "php-laravel-framework", "composer", "mariadb-server", "postgresql", "redis-server",
                "python3-django", "gunicorn", "python3-psycopg2", "python3-venv", "python3-pip", "nodejs", "node-pg", "sqlite3", "rsync", "unzip", "libicu72",
            ],
            StackSetup),
        _ => throw new ArgumentOutOfRangeException(nameof(image)),
    };
}
