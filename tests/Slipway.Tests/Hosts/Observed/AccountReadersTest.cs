using System.Text.Json;
using Slipway.Hosts.Observed;
using Slipway.Hosts.Observed.Accounts;
using Xunit;

namespace Slipway.Tests.Hosts.Observed;

public class AccountReadersTest
{
    private const string Passwd = """
        root:x:0:0:root:/root:/bin/bash
        www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
        deploy:x:1000:1000::/home/deploy:/bin/bash
        open:x:1001:1001:,,,:/home/open:/bin/sh
        nobody:x:4294967294:65534:nobody:/nonexistent:/usr/sbin/nologin
        +::::::

        """;

    private const string Shadow = """
        root:!$y$j9T$saltsalt$HASHHASH:19000:0:99999:7:::
        www-data:*:19000:0:99999:7:::
        deploy:$6$saltsalt$HASHHASH:19000:0:99999:7::20000:
        open::19000:0:99999:7:::

        """;

    [Fact]
    public async Task Users_are_told_with_the_state_of_their_password_and_never_its_hash()
    {
        using var host = new FakeHost().File("/etc/passwd", Passwd).File("/etc/shadow", Shadow).File("/etc/nsswitch.conf", "passwd:         files systemd\n");

        var seen = await host.SeeAsync(new UsersQuestion([]));

        Assert.Empty(seen.OtherSources);
        Assert.Equal(
            [
                ("root", 0, PasswordState.Locked, "yescrypt"), ("www-data", 33, PasswordState.Locked, null),
                ("deploy", 1000, PasswordState.Set, "sha512"), ("open", 1001, PasswordState.Empty, null), ("nobody", -2, null, null),
            ],
            seen.Users.Select(user => (user.Name, user.Uid, user.Password, user.PasswordScheme)));
        Assert.Equal(new DateOnly(2024, 10, 4), seen.Users[2].Expires);
        var text = JsonSerializer.Serialize<Fact>(seen, ObservedJson.Default.Fact);
        Assert.DoesNotContain("HASH", text);
        Assert.DoesNotContain("saltsalt", text);
    }

    [Fact]
    public async Task User_of_a_directory_is_asked_of_it()
    {
        using var host = new FakeHost().File("/etc/passwd", Passwd).File("/etc/nsswitch.conf", "passwd: files sss [NOTFOUND=return]\n")
            .Says("getent", "anna:*:70001:70001:Anna:/home/anna:/bin/bash\n", exit: 2);

        var seen = await host.SeeAsync(new UsersQuestion(["deploy", "anna"]));

        Assert.Equal(["deploy", "anna"], seen.Users.Select(user => user.Name));
        Assert.Equal(["sss"], seen.OtherSources);
        Assert.Equal(["getent passwd -- anna"], host.Started);
    }

    [Fact]
    public async Task Groups_with_their_members()
    {
        using var host = new FakeHost().File("/etc/group", "root:x:0:\nsudo:x:27:deploy,anna\n");
        Assert.Equal(["deploy", "anna"], Assert.Single((await host.SeeAsync(new GroupsQuestion(["sudo"]))).Groups).Members);
    }

    [Fact]
    public async Task Sudo_rules_of_all_files_in_sudos_order()
    {
        using var host = new FakeHost().File("/etc/passwd", Passwd).File("/etc/group", "root:x:0:\n")
            .File("/etc/sudoers", "Defaults\tenv_reset\n# root\nUser_Alias ADMINS = anna, \\\n  bert\nroot\tALL=(ALL:ALL) ALL\nanna, bert ALL=(root) \\\n  /usr/bin/systemctl\n@includedir /etc/sudoers.d\n")
            .File("/etc/sudoers.d/deploy", "deploy ALL=(ALL:ALL) NOPASSWD: ALL\n")
            .File("/etc/sudoers.d/old.bak", "worse ALL=(ALL) NOPASSWD: ALL\n")
            .Says("visudo", "", 1, "/etc/sudoers.d/deploy:2:1: syntax error\n");

        var seen = await host.SeeAsync(new SudoQuestion());

        Assert.Equal(
            [
                new("/etc/sudoers:5", "root", "ALL=(ALL:ALL) ALL"), new("/etc/sudoers:6", "anna,bert", "ALL=(root)  /usr/bin/systemctl"),
                new SudoRule("/etc/sudoers.d/deploy:1", "deploy", "ALL=(ALL:ALL) NOPASSWD: ALL"),
            ],
            seen.Rules);
        Assert.Equal(["/etc/sudoers", "/etc/sudoers.d/deploy"], seen.Files.Select(file => file.Path));
        Assert.True(seen.Rules[2].WithoutPassword);
        Assert.Equal((false, "/etc/sudoers.d/deploy:2:1: syntax error"), (seen.Valid, seen.Complaint));
    }

    [Fact]
    public async Task Authorized_keys_by_fingerprint()
    {
        const string key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGKQG2sHgQ0aXcB9Fq6hJ0mN7oUeLwvTtqQm3sVbZ1Ya";
        using var host = new FakeHost().File("/etc/passwd", Passwd)
            .File("/home/deploy/.ssh/authorized_keys", $"# mine\n{key} anna at home\nfrom=\"192.0.2.1,192.0.2.2\",command=\"echo a b\" {key}\nnonsense\n");

        var file = Assert.Single((await host.SeeAsync(new AuthorizedKeysQuestion(["deploy", "nobody-at-all"]))).Files);

        Assert.Equal(2, file.Keys.Count);
        Assert.Equal(("ssh-ed25519", "anna at home"), (file.Keys[0].Kind, file.Keys[0].Comment));
        Assert.StartsWith("SHA256:", file.Keys[0].Fingerprint);
        Assert.Equal(["from", "command"], file.Keys[1].Options);
        Assert.Equal(file.Keys[0].Fingerprint, file.Keys[1].Fingerprint);
    }
}
