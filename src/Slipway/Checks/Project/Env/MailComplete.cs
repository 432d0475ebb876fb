namespace Slipway.Checks.Project.Env;

/// <summary><c>env.mail</c></summary>
internal sealed class MailComplete() : EnvCheck(new("env.mail", "Mail can be sent", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Registrations, password resets and orders end in silence otherwise.",
    Judged = "When the app sends mail by SMTP: host, user, password and sender are set (MAIL_* of Laravel, EMAIL_* and DEFAULT_FROM_EMAIL of Django, SMTP_*), no placeholder, and the host does not catch mails for developers.",
    Causes = [new("never-filled", "the account at the mail provider was not made yet")],
    Remedy = new("Fill in the account of your mail provider; slipway prepare says where to get it."),
    DependsOn = [Readable],
})
{
    private static readonly string[] Catchers = ["mailpit", "mailhog", "mailcatcher", "maildev", "mailtrap"];

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
        return Sets.FirstOrDefault(set => set.Take(2).Any(key => Knows(facts, key))) is not { } set ? Verdict.Skip("the app sends no mail")
            : Verdict.FailIf(set.Where(key => Knows(facts, key) || key == set[0]).Select(key => facts.Find(key) is { } variable ? Fault(variable, facts) : new($"{key} is not set", facts.File, key)).OfType<Evidence>(), "Mail cannot be sent");
    }

    /// <summary>A placeholder there is told here, not as a placeholder.</summary>
    public static bool Judges(string key) => Sets.Any(set => set.Contains(key));

    private static Evidence? Fault(EnvVariable variable, EnvFacts facts)
    {
        var value = variable.Text.Trim().ToLowerInvariant();
        return variable.IsEmpty ? variable.Seen("is empty")
            : facts.IsPlaceholder(variable) ? variable.Seen("is a placeholder")
            : value.EndsWith("@localhost", StringComparison.Ordinal) ? variable.Seen("is an address on localhost: receivers refuse it")
            : variable.Key.EndsWith("_HOST", StringComparison.Ordinal) && facts.IsProduction && Catchers.Any(value.Contains) ? variable.Seen($"is {value}, which catches mails for developers") : null;
    }

    private static bool Knows(EnvFacts facts, string key) => facts.Find(key) is not null || facts.Example?.Find(key) is not null;
}
