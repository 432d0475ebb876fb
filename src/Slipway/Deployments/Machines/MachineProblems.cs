using Slipway.Problems;

namespace Slipway.Deployments.Machines;

/// <summary>The problems of the machine that an app runs on.</summary>
public static class MachineProblems
{
    public static Problem NoUser(string name) => new(
        "machine.no-user", $"The user {name} does not exist on the host", null, ["the host has not been prepared for this app"],
        $"Create it: sudo useradd --system --user-group --shell /usr/sbin/nologin {name}; or deploy with --create-users.");

    public static Problem NoRelease(string release) => new(
        "machine.no-release", $"Release {release} is not on this machine", null, ["its folder was removed by hand"], "Deploy again: slipway deploy --force");

    public static Problem UserNotCreated(string name, string words) => new(
        "machine.user-not-created", $"The user {name} could not be created", words, null, $"Create it by hand: sudo useradd --system --user-group {name}");

    public static Problem NoGroup(string name) => new(
        "machine.no-group", $"The group {name} does not exist on the host", null, ["nginx is not installed"], "Install it: sudo apt-get install nginx");

    public static Problem UnitNotStarted(string unit, string words) => new(
        "machine.unit-not-started", $"systemd does not start {unit}", words, ["the unit's file or the release's launcher is wrong"],
        $"See: systemctl status {unit}") { Exit = ExitCodes.Undone };

    public const string SiteRefusedCode = "machine.site-refused";

    public static Problem SiteRefused(string words) => new(
        SiteRefusedCode, "nginx refuses the configuration", words,
        ["another site on this host has an error", "a module is missing", "two sites define the same name"],
        "Correct what nginx names. The old configuration is in place.") { Exit = ExitCodes.Undone };

    public static Problem SiteNotReloaded(string words) => new(
        "machine.site-not-reloaded", "nginx was not reloaded", words,
        ["another program has a port of the site", "nginx does not run"],
        "See what it says: sudo tail /var/log/nginx/error.log; which program has a port: sudo ss -ltnp; start nginx: sudo systemctl enable --now nginx") { Exit = ExitCodes.Undone };
}
