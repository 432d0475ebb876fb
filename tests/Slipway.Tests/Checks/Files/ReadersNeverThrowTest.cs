using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Apache;
using Slipway.Checks.Project.Files.Docker;
using Slipway.Checks.Project.Files.Ini;
using Slipway.Checks.Project.Files.Nginx;
using Slipway.Checks.Project.Files.Php;
using Slipway.Checks.Project.Files.Python;
using Slipway.Checks.Project.Files.Shell;
using Slipway.Checks.Project.Files.Yaml;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Checks.Files;

/// <summary>Text made of the pieces that a format has trouble with, and of arbitrary ones.</summary>
public class ReadersNeverThrowTest
{
    [Fact]
    public void Shell() => Holds("'|\"|`|$(|)|((|))|${|}|<<EOF|EOF|\n|\\|#|;|&&|||x|if|then|fi|ssh a|bash -c|<(|>|2>&1|&|{|}|echo|a=b| |-", text => ShellScriptReader.Read(text));

    [Fact]
    public void Docker() => Holds("FROM |RUN |<<EOF|EOF|\n|\\|#|a:1| AS |$X|${X:-|}|ARG X=|\"|'|=|COPY | . |--from=", text => Dockerfile.Of(new("Dockerfile", text)));

    [Fact]
    public void Nginx() => Holds("server {|location ~ /\\. {|}|;|{|\n|# |\"|'|${x}|{{ a }}|{% if %}|content_by_lua_block {|include a.conf;|add_header A b;| |x", text => _ = new NginxFacts([NginxReader.Read(new("a.conf", text))]).Servers.ToList());

    [Fact]
    public void Apache() => Holds("<VirtualHost *:80>|</VirtualHost>|<|>|\n|\"|'|\\|# |Header set A b|Require all denied| |x", text => _ = ApacheReader.Read(new(".htaccess", text)).All.ToList());

    [Fact]
    public void Ini() => Holds("[program:x]|[|]|=|\n|;|#| |\\\n|a|stopwaitsecs=10|\t", text => IniReader.Read(text));

    [Fact]
    public void Php() => Holds("<?php |return |[|]|(|)|=>|,|;|'|\"|env('A', |array(|/*|*/|//|\n|<<<EOT|EOT;|fn () => |function () {|}|?|:|??|.|-|1|true|::class|\\", text => PhpReader.Returned(text));

    [Fact]
    public void Python() => Holds("A = |[|]|(|)|{|}|'|\"|\"\"\"|# |\n|    |if |else:|try:|not |and |in |==|os.environ.get('K', |env.bool('K', default=|for x in y|lambda|from .a import *|,|.|:|+|*|-|1|True|f'|\\\n", text =>
    {
        var modules = new PyModules(ProjectFiles.Of(("a.py", text)), StackEnv.Of(("K", "v")));
        modules.Run(new("a.py", text));
        return modules.Settings;
    });

    [Fact]
    public void Cron() => Holds("* * * * * |@daily |*/5 |\n|# |a|root |\"| |0", text => _ = CronReader.Read(new("crontab", text)).Concat(CronReader.Written(new("a.sh", text))).Select(line => line.Script.Commands.Count).ToList());

    [Fact]
    public void Make() => Holds("a:|\t|\n|@|-|:=|=|b|\t@echo x\n| |#", text => _ = MakeTargets.Read(new("Makefile", text)).Select(script => script.Commands.Count).ToList());

    [Fact]
    public void Json() => Holds("{|}|\"scripts\"|:|\"a\"|[|]|,|1|\\|\n", text => _ = JsonScripts.Read(new("package.json", text), ScriptKind.Package).ToList());

    [Fact]
    public void Migrations() => Holds("CREATE INDEX i ON a (|)|;|'|\"|ALTER TABLE a ADD b int NOT NULL|\n|{|}|function up() {|function down() {|migrations.RunPython(|,|override void Up(|override void Down(|m.AlterColumn<int>(|[|]|--|/*|#", text =>
    {
        foreach (var path in (string[])["a.sql", "a.php", "a.py", "a.cs"])
            MigrationReview.Find(path, text, "postgresql");
        return null;
    });

    [Fact]
    public void Yaml() => Holds("a: |- |\n|  |[|]|{|}|&x |*x|<<: |\"|'|#|||>|!t |,|:|? |---|services:|x", text =>
    {
        try
        {
            return LooseYaml.Read(new("a.yaml", text));
        }
        catch (ProblemException)
        {
            return null;
        }
    });

    private static void Holds(string pieces, Func<string, object?> read)
    {
        var piece = Gen.OneOf(Gen.Elements(pieces.Split('|')), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get));
        Prop.ForAll(piece.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var started = Stopwatch.GetTimestamp();
            read(text);
            return Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); // a hang, on a busy machine too
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
