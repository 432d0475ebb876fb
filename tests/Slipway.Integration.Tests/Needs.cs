using Slipway.Files;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Skips a test that this machine cannot run and names what is missing; with CI=true that is a failure.</summary>
internal static class Needs
{
    public static void Programs(params string[] names)
    {
        foreach (var name in names)
            That(Processes.Programs.Find(name) is not null, $"the program {name} is not installed");
    }

    public static void Root() => That(Posix.EffectiveUser() == 0, "not root: sshd and mount namespaces need it");

    public static void That(bool there, string missing)
    {
        if (there)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"With CI=true nothing is skipped: {missing}.");
        Assert.Skip(missing);
    }
}
