using Slipway.EnvFiles.Names;
using Slipway.Project;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.payment_mode</c></summary>
internal sealed partial class PaymentMode() : EnvCheck(new("env.payment_mode", "Payment keys fit the environment", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "With test keys nobody pays; with live keys in staging real cards are charged.",
    Judged = "Keys of Stripe and Moyasar by their prefixes: live keys and live mode in production, test keys elsewhere; secret and publishable key of one mode; each in its own variable; a webhook secret of Stripe begins with whsec_.",
    Causes = [new("copied-from-staging", "the keys were copied from staging"), new("half-changed", "one of the keys was changed and the others were not")],
    Remedy = new("Take all keys of one mode from the vendor page of API keys."),
    Sources = ["https://docs.stripe.com/keys", "https://docs.moyasar.com/"],
    DependsOn = [Readable],
})
{
    private static readonly string[] Modes = ["STRIPE_LIVE_MODE", "MOYASAR_LIVE_MODE", "PAYMENT_LIVE_MODE"];

    private static readonly string[] ModeNames = ["MOYASAR_MODE", "STRIPE_MODE", "PAYMENT_MODE", "PAYMENTS_MODE"];

    protected override Verdict JudgeFile(EnvFacts facts)
    {
        var keys = facts.Env.Variables.Where(v => Key().IsMatch(v.Text.Trim())).ToList();
        var switches = facts.Env.Of([.. Modes, .. ModeNames]).Where(v => !v.IsEmpty).ToList();
        var hooks = facts.Env.Variables.Where(v => v.Key.Contains("STRIPE") && v.Key.Contains("WEBHOOK_SECRET") && !v.IsEmpty && !facts.IsPlaceholder(v) && !v.Text.Trim().StartsWith("whsec_", StringComparison.Ordinal)).ToList();
        if (keys.Count == 0 && switches.Count == 0 && hooks.Count == 0)
            return Verdict.Skip("there are no payment keys");
        return Verdict.FailIf(
        [
            .. keys.Select(v => (Variable: v, Fault: Fault(v.Key, v.Text.Trim(), facts.IsProduction))).Where(v => v.Fault is not null).Select(v => v.Variable.Seen(v.Fault!)),
            .. switches.Where(v => IsLive(v) != facts.IsProduction).Select(v => v.Seen(facts.IsProduction ? "says test, this is production" : $"says live, this is {facts.Environment.Name}")),
            .. hooks.Select(v => v.Seen("does not begin with whsec_: it is not a webhook secret")),
        ], "Payment keys do not fit the environment");
    }

    private static bool IsLive(EnvVariable variable) => ModeNames.Contains(variable.Key) ? ProductionName.Is(variable.Text.Trim()) : ValueForms.IsTrue(variable.Text);

    private static string? Fault(string key, string value, bool production)
    {
        var live = value.Contains("_live_", StringComparison.Ordinal);
        var secret = !value.StartsWith("pk_", StringComparison.Ordinal);
        var words = NameWords.Of(key);
        if (words.Contains("TEST") || words.Contains("SANDBOX"))
            return live ? "holds a live key, its name says test" : null;
        if (words.Contains("LIVE"))
            return live ? production ? null : "holds a live key outside production" : "holds a test key, its name says live";
        if (words.Any(w => w is "PUBLISHABLE" or "PUBLIC") && secret)
            return "holds a secret key where visitors see it";
        if (words.Contains("SECRET") && !secret)
            return "holds a publishable key, the secret one is needed";
        return live == production ? null : production ? "holds a test key" : "holds a live key outside production";
    }

    [System.Text.RegularExpressions.GeneratedRegex("^(?:sk|pk|rk)_(?:live|test)_")]
    private static partial System.Text.RegularExpressions.Regex Key();
}
