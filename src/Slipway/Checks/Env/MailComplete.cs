namespace Slipway.Checks.Env;

/// <summary><c>env.mail</c></summary>
internal sealed class MailComplete() : EnvCheck(new("env.mail", "Mail can be sent", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Registrations, password resets and orders end in silence otherwise.",
    Judged = "When the app sends mail by SMTP: host, user, password and sender are set (MAIL_* of Laravel, EMAIL_* and DEFAULT_FROM_EMAIL of Django, SMTP_*).",
    Causes = [new("never-filled", "the account at the mail provider was not made yet")],
    Remedy = new("Fill in the account of your mail provider; slipway prepare says where to get it."),
    DependsOn = [Readable],
})
{
    private static readonly string[][] Sets =
    [
        ["MAIL_HOST", "MAIL_USERNAME", "MAIL_PASSWORD", "MAIL_FROM_ADDRESS"],
        ["EMAIL_HOST", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "DEFAULT_FROM_EMAIL"],
        ["SMTP_HOST", "SMTP_USER", "SMTP_PASSWORD"],
    ];

    protected override Verdict JudgeFile(EnvFacts facts)
    {
        if (facts.Env.Of("MAIL_MAILER", "MAIL_DRIVER").FirstOrDefault() is { } mailer && mailer.Text.Trim() is not ("smtp" or ""))
            return Verdict.Skip($"mail does not go by SMTP ({mailer.Key})");
        return Sets.FirstOrDefault(set => set.Take(2).Any(key => Knows(facts, key))) is { } set
            ? Verdict.FailIf(set.Where(key => (Knows(facts, key) || key == set[0]) && facts.Find(key) is null or { IsEmpty: true }).Select(key => facts.Find(key)?.Seen("is empty") ?? new($"{key} is not set", facts.File, key)), "Mail cannot be sent")
            : Verdict.Skip("the app sends no mail");
    }

    private static bool Knows(EnvFacts facts, string key) => facts.Find(key) is not null || facts.Example?.Find(key) is not null;
}
