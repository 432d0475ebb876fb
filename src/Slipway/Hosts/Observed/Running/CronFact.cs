namespace Slipway.Hosts.Observed.Running;

/// <summary>What cron runs; timers are units (*.timer).</summary>
public sealed record CronQuestion : Question<CronFact>;

/// <param name="Entries">Of /etc/crontab, /etc/cron.d and the users' own.</param>
/// <param name="Scripts">Files of /etc/cron.hourly, .daily, .weekly, .monthly that run-parts takes.</param>
/// <param name="Unread">Folders and files that may not be read, and why: what they hold is unknown.</param>
public sealed record CronFact(IReadOnlyList<CronEntry> Entries, IReadOnlyList<string> Scripts, IReadOnlyList<string> Unread) : Fact;

/// <param name="Where">file:line.</param>
/// <param name="When">*/5 * * * *, @reboot.</param>
/// <param name="User">As whom.</param>
/// <param name="Command">With *** for what may be a secret.</param>
public sealed record CronEntry(string Where, string When, string User, string Command);
