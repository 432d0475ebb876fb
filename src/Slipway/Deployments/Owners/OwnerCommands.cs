using Slipway.Hosts;

namespace Slipway.Deployments.Owners;

/// <summary>What a person runs on a host to make it fit what the project file says now; one command a line.</summary>
internal static class OwnerCommands
{
    private const string NextLine = "\n  ";

    /// <summary>The root under its new name, and under the old one for releases that stand.</summary>
    public static string Move(string before, HostLayout layout) => Directory.Exists(before)
        ? $"{(Directory.Exists(layout.Root) ? $"sudo rmdir {layout.Root} && " : "")}sudo mv {before} {layout.Root} && sudo ln -s {layout.Root} {before}"
        : $"sudo ln -s {layout.Root} {before}";

    /// <summary>Ends another app environment and copies what outlives its releases.</summary>
    public static string TakeOver(HostLayout layout, Neighbour other) => string.Join(NextLine, TakeOverLines(layout, other));

    /// <summary>Makes two names of one account.</summary>
    public static string OneAccount(ChangedUser user) => string.Join(NextLine, OneAccountLines(user));

    private static IEnumerable<string> TakeOverLines(HostLayout layout, Neighbour other)
    {
        var key = other.Owner.Key;
        if (other.Units.Count > 0)
            yield return $"sudo systemctl stop {string.Join(' ', other.Units)}";
        yield return $"sudo systemctl disable slipway-recover@{key}.service";
        yield return $"sudo mv /etc/nginx/sites-enabled/slipway-{key}.conf /var/lib/slipway/{key}/";
        yield return $"sudo mkdir -p {layout.Root}";
        foreach (var folder in other.Folders)
            yield return $"sudo cp -a {other.Owner.Root}/{folder} {layout.Root}/";
        yield return $"sudo mv /var/lib/slipway/{key} /var/lib/slipway/{key}{Neighbours.Retired}";
    }

    private static string[] OneAccountLines(ChangedUser user) => user switch
    {
        { Uid: < 0 } => [$"make the account {user.Before} again, with its old number (stat -c %u tells it of a file of the app)"],
        { NowUid: < 0 } =>
        [
            $"sudo groupadd --non-unique --gid {user.Gid} {user.Now}",
            $"sudo useradd --non-unique --uid {user.Uid} --gid {user.Now} --no-create-home --home-dir /nonexistent "
                + $"--shell {(user.Role == "run" ? "/usr/sbin/nologin" : "/bin/bash")} {user.Now}",
        ],
        _ => [$"sudo groupmod --non-unique --gid {user.Gid} {user.Now}", $"sudo usermod --non-unique --uid {user.Uid} --gid {user.Gid} {user.Now}"],
    };
}
