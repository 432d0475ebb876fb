namespace Slipway.Checks.Project.Env;

/// <summary><c>env.dev_uses_production</c></summary>
internal sealed class DevelopmentApart() : EnvCheck(new("env.dev_uses_production", "The development machine does not use the production database", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "A test run or a migration on a laptop then works on the data of the customers, with no record and no undo.",
    Judged = "The database host and name of the file .env, where that is another machine, against those of the environment, its servers and its public names.",
    Causes = [new("looked-at-data", "somebody wanted to look at real data")],
    Remedy = new("Use a local database in .env. Look at production with slipway exec."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts)
    {
        if (facts.Own is null)
            return Verdict.Skip("there is no .env");
        var (own, production) = (Database(facts.Own), Database(facts.Env));
        return own is { } here && production is { } there && !ValueForms.IsLocal(here.Host) && here.Host.Contains('.') && (here.Place == there.Place || (here.Name == there.Name && Serves(here.Host, facts)))
            ? Verdict.Fail("The development machine uses the production database", here.Variable.Seen($"names the database of {facts.Environment.Name}")) : Verdict.Pass;
    }

    private static bool Serves(string host, EnvFacts facts) => facts.OwnHosts.Contains(host) || facts.Environment.Hosts.Any(h => h.Address == host);

    private static (EnvVariable Variable, string Host, string Name, string Place)? Database(EnvContent env)
    {
        if (env.Of("DATABASE_URL", "DB_URL").FirstOrDefault(v => ValueForms.Url(v.Text) is not null) is { } address && ValueForms.Url(address.Text) is { } url)
            return (address, url.Host, url.AbsolutePath.Trim('/'), url.Host + url.AbsolutePath);
        var name = env.Of("DB_DATABASE", "DB_NAME", "POSTGRES_DB", "MYSQL_DATABASE").FirstOrDefault()?.Text.Trim() ?? "";
        return env.Of("DB_HOST", "POSTGRES_HOST", "MYSQL_HOST").FirstOrDefault(v => !v.IsEmpty) is { } host ? (host, host.Text.Trim(), name, $"{host.Text.Trim()}/{name}") : null;
    }
}
