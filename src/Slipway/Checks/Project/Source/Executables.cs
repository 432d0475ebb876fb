namespace Slipway.Checks.Project.Source;

/// <summary><c>src.executables</c></summary>
internal sealed class Executables() : ProjectCheck<ExecutableFacts>(new("src.executables", "Scripts that are started are executable", Severity.Medium)
{
    Section = CheckSection.Source,
    Why = "A script without its executable bit ends with \"Permission denied\", often at night, from cron.",
    Judged = "artisan, manage.py, what lies in bin/, and every script with #! that a Dockerfile, compose file, crontab, Supervisor or systemd file, Procfile or slipway.yaml starts by its path is executable in git; "
        + "one that is started with an interpreter (bash backup.sh) need not be.",
    Causes = [new("committed-on-windows", "it was committed on Windows, where there is no such bit"), new("file-mode-off", "git does not track the bit in this clone (core.fileMode)")],
    Remedy = new("Set the bit in git and commit it.", "git update-index --chmod=+x FILE"),
}, ExecutableFacts.ReadAsync)
{
    public override Verdict Judge(ExecutableFacts facts)
    {
        var missing = facts.Scripts.Where(pair => pair.Scan.IsScript && !pair.File.IsExecutable && facts.Starts.ContainsKey(pair.File.Path)).Select(pair => pair.File.Path).ToList();
        var verdict = Verdict.FailIf(missing.Select(path => new Evidence(facts.Starts[path] == path ? "is not executable" : $"is not executable, but {facts.Starts[path]} starts it", path, path)), "Scripts are not executable");
        return missing.Count == 0 ? verdict : verdict with { Remedy = About.Remedy with { Command = "git update-index --chmod=+x " + Text.Shell.Join(missing) } };
    }
}
