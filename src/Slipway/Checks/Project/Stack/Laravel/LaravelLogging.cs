using Slipway.Checks.Project.Files.Php;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed class LaravelLogging() : ProjectCheck<LaravelFacts>(
    new("laravel.logging", "Logs are kept, and do not fill the disk", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "Without a log nobody finds the cause of an error; one file that is never rotated fills the disk, and then everything stops.",
        Judged = "config/logging.php with the env file's values: the default channel (and those of a stack) must be defined, must not throw everything away (null), must not be one growing file (single), and must not be fixed to the level debug. daily, stderr, syslog and services are fine.",
        Causes = [new("skeleton", "the skeleton's stack has the channel single"), new("renamed", "the channel of the env file is not defined in this project")],
        Remedy = new("Set LOG_CHANNEL=daily, or stack with LOG_STACK=daily, in the env file."),
        Sources = ["https://laravel.com/docs/logging#available-channel-drivers"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    private const int MaxChannels = 50;

    public override Verdict Judge(LaravelFacts facts)
    {
        if (facts.Config("logging") is not { } config)
            return Verdict.Skip("no config/logging.php");
        if (config.Find("default") is not { IsUnknown: false } chosen || config.Written("channels") is not PhpArray channels)
            return Verdict.Unknown("the default channel of config/logging.php is not known");
        // LOG_CHANNEL=null is PHP's null, which Laravel takes for the channel of that name.
        return Verdict.FailIf(Faults(config, channels, chosen.Text ?? "null", chosen.Place, []).Select(f => new Evidence(f.Text, config.File.Where(f.At), "logging")), "Logs are lost, or fill the disk");
    }

    private static IEnumerable<(string Text, int At)> Faults(PhpConfig config, PhpArray channels, string name, int asked, HashSet<string> seen)
    {
        if (!seen.Add(name) || seen.Count > MaxChannels)
            yield break;
        if (channels.Find(name) is not PhpArray channel)
        {
            if (name == "null")
                yield return ("the channel null throws everything away", asked);
            else if (channels.Find(name) is null)
                yield return ($"the channel {name} is not defined", asked);
            yield break;
        }

        var driver = channel.Find("driver") is { } written ? config.Resolve(written) : null;
        if (driver?.Text == "single")
            yield return ($"the channel {name} is one file that is never rotated", channel.Index);
        if (channel.Find("handler") is PhpText handler && handler.Text.EndsWith("NullHandler", StringComparison.Ordinal))
            yield return ($"the channel {name} throws everything away", channel.Index);
        if (driver?.Text != "stack" && channel.Find("level") is { } level && config.Resolve(level) is { FromEnv: false, Text: "debug" } debug && level is PhpText)
            yield return ($"the channel {name} is fixed to the level debug", debug.Place);
        if (driver?.Text != "stack" || channel.Find("channels") is not { } members || config.Resolve(members) is not { Value: PhpArray list } inner)
            yield break;
        foreach (var item in list.Items.Select(i => config.Resolve(i.Value)).Where(i => i.Text is not null))
            foreach (var fault in Faults(config, channels, item.Text!.Trim(), inner.Place, seen))
                yield return fault;
    }
}
