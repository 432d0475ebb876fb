namespace Slipway.Checks.Project.Source;

/// <summary><c>src.upload_clean</c></summary>
internal sealed class UploadClean() : ProjectCheck<UploadFacts>(new("src.upload_clean", "Nothing is uploaded that must not be on a server", Severity.High)
{
    Section = CheckSection.Source,
    Why = "A dump, a key or an old copy in a release is one wrong web server rule away from everybody.",
    Judged = "Of what would be sent: no dumps, private keys, key stores, databases, old copies of editors, and no archives where visitors can fetch them (certificates, migrations and schema files are fine); and for PHP that the document root is a folder of its own.",
    Causes = [new("committed-once", "it was committed for somebody to fetch"), new("no-public-folder", "the app is older than the habit of a public folder")],
    Remedy = new("Take the files out of git, or list them under excludes: in slipway.yaml. Give PHP a public/ folder with index.php in it."),
    Sources = ["https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/04-Review_Old_Backup_and_Unreferenced_Files_for_Sensitive_Information"],
}, UploadFacts.ReadAsync)
{
    public override Verdict Judge(UploadFacts facts)
    {
        var evidence = facts.Suspects.Select(one => new Evidence(one.Reason, one.Path, one.Path)).ToList();
        if (facts.RunsScripts && facts.DocumentRoot == ".")
            evidence.Add(new Evidence("the document root is the project's folder: visitors can ask for every file in it", null, "."));
        return Verdict.FailIf(evidence, facts.Suspects.Count switch
        {
            0 => "The project's folder is the document root",
            1 => $"{facts.Suspects[0].Path} would be uploaded",
            var count => $"{count} files would be uploaded that must not be",
        });
    }
}
