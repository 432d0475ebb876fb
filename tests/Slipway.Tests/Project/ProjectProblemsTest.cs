using System.Text;
using System.Text.RegularExpressions;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Project;

/// <summary>One case per way to be wrong, each with its exact text in the golden.</summary>
public partial class ProjectProblemsTest
{
    public static readonly TheoryData<string> Names = [.. Cases.Keys];

    private static Dictionary<string, string> Cases => new()
    {
        ["empty"] = "# nothing\n",
        ["null-document"] = "~\n",
        ["not-a-map"] = "just text\n",
        ["list-document"] = "- a\n",
        ["syntax-open"] = "app: shop\nenvironments:\n  production: { names: [a.example.com\n    hosts: b, x &a y }\n",
        ["syntax-no-key"] = "app: shop\nenvironments:\n  : { url: x }\n",
        ["syntax"] = "app: shop\nenvironments: {production: [}\n",
        ["tab"] = "app: shop\n# a comment\tmay\nenvironments:\n\tproduction: {}\n",
        ["control"] = "app: sh\u0001op\n",
        ["alias"] = "app: &a shop\nstack: *a\n",
        ["tag"] = "app: !!str shop\nkeep: !x 5\n",
        ["documents"] = "app: shop\n---\napp: other\n",
        ["deep"] = "app: shop\nchecks: " + new string('[', 40) + new string(']', 40) + "\n",
        ["many"] = "app: shop\nchecks: [" + string.Concat(Enumerable.Repeat("a,", 11_000)) + "]\n",
        ["complex-key"] = "app: shop\n? [a, b]\n: c\n",
        ["duplicate"] = "app: shop\nkeep: 5\napp: other\nhealth: { path: /, path: /up }\n",
        ["unknown-keys"] = "nmae: shop\napp: shop\nurl: https://a.example.com\ntimeout: 5s\nquux: 1\nenvironments:\n  production: { url: https://a.example.com, hots: [a], deploy_to: /srv/a, steps: [] }\n",
        ["missing-app"] = "stack: node\n",
        ["wrong-types"] = "app: [shop]\nstack: { a: b }\nkeep: [1]\nhealth: { timeout: [1s] }\nhooks: [a]\nservices: node\nusers: [a]\nenvironments: []\n",
        ["no-values"] = "app:\nkeep: ~\nservices: { workers: { queue: } }\nenvironments:\n  production:\n",
        ["bad-values"] = "app: My Shop\nstack: larvel\nkeep: 0\ndrain: 60\nsoak: 2h\nlisten: unix\nbuild: maybe\non_host_failure: continue\nroot: /srv/../etc\nshared: [../x, ok, /abs]\nhealth: { path: health, expect: \"0200\", timeout: soon }\nusers: { run: Finance App }\nservices: { database: mariadb, cache: memcached }\n",
        ["bad-names"] = "app: shop\nservices: { workers: { web: a, queue-1: a, Queue: a } }\nenvironments:\n  Prod: { url: https://a.example.com, hosts: a }\n",
        ["urls"] = Environments("ftp://a.example.com", "https://a.example.com/shop", "https://me:x@a.example.com", "https://münchen.example.com", "https://A.example.com", "https://a.example.com:99999", "https://", "https://*.example.com", "HTTPS://a.example.com"),
        ["hosts"] = Yaml.With("keep: 5").Replace("[deploy@203.0.113.10]", "[ssh://a, -oProxyCommand=x, 2001:db8::1, \"a@[::zz]\", a:70000, \"a b\", 300.1.1.1, \"@a\", {}, { address: a, roles: [queue] }]"),
        ["commands"] = Yaml.With("hooks:\n  - { before: start, run: \"a && b\" }\n  - { before: start, run: \"a 'b\" }\n  - { before: start, run: \"\" }\n  - { before: start, run: [] }\n  - { before: start, run: FOO=1 a }\n  - { before: start, run: [a, [b]] }\n  - { before: start, run: [php, \"a && b\"] }"),
        ["migrations"] = Yaml.With("migrations: { list: a | b, parse: rails }"),
        ["hooks"] = Yaml.With("hooks:\n  - { run: a }\n  - { before: start, after: start, run: a }\n  - { before: upload, run: a }\n  - { before: uplod, run: a }\n  - { before: upload, run: a, on: local }\n  - { after: switch }\n  - { before: switch, run: a, on: local }"),
        ["no-url-no-hosts"] = "app: shop\nenvironments:\n  staging: {}\n  production: { url: https://a.example.com, hosts: [] }\n",
        ["local-hosts"] = Yaml.With("keep: 5") + "  local: { hosts: [a] }\n",
        ["tls"] = "app: shop\nenvironments:\n  a: { url: http://a.example.com, hosts: a, tls: auto }\n  b: { url: https://b.example.com, hosts: b, tls: none }\n  c: { url: https://203.0.113.9, hosts: c }\n  d: { url: https://intranet, hosts: d }\n  e: { url: https://e.example.com, hosts: e, tls: none, trusted_proxies: [198.51.100.0/24] }\n  f: { url: https://203.0.113.9, hosts: f, tls: internal }\n",
        ["names"] = Yaml.With("names: [shop.example.com, www.example.com, www.example.com, \"*.example.com\"]"),
        ["host-twice"] = Yaml.With("keep: 5").Replace("[deploy@203.0.113.10]", "[deploy@203.0.113.10, root@203.0.113.10:22]"),
        ["roles"] = "app: shop\nservices: { workers: { queue: run it } }\nenvironments:\n  a: { url: https://a.example.com, hosts: [{ address: a, roles: worker }] }\n  b: { url: https://b.example.com, hosts: [{ address: b, roles: web }] }\n  c: { url: https://c.example.com, hosts: [{ address: c, roles: [web, worker, migrate] }, { address: d, roles: [migrate] }] }\n",
        ["sqlite-hosts"] = Yaml.With("services: { database: sqlite }").Replace("[deploy@203.0.113.10]", "[a, b]"),
        ["static"] = Yaml.With("listen: port\nservices: { workers: { queue: run } }", "static"),
        ["php-port"] = Yaml.With("listen: port", "laravel"),
        ["users-same"] = Yaml.With("users: { deploy: shop }"),
        ["users-root"] = Yaml.With("users: { run: root }"),
        ["users-system"] = Yaml.With("keep: 5").Replace("app: shop", "app: mysql"),
        ["shared-root"] = "app: shop\nroot: /srv/one\nlisten: port\nstack: php\nenvironments:\n  staging: { url: https://s.example.com, hosts: [a@203.0.113.10] }\n  production: { url: https://p.example.com, hosts: [b@203.0.113.10] }\n  other: { url: https://o.example.com, hosts: [b@203.0.113.11] }\n  below: { url: https://q.example.com, hosts: [b@203.0.113.11], root: /srv/one/two }\n",
        ["shared-name"] = "app: shop\nenvironments:\n  staging: { url: https://s.example.com, hosts: a, names: [p.example.com] }\n  production: { url: https://p.example.com, hosts: a }\n",
        ["all-at-once"] = "app: Shop\nstack: node\nkep: 5\nenvironments:\n  production:\n    url: ftp://x\n    hosts: [a, \"b c\"]\n    keep: many\n    keep: 2\n  staging:\n    url: &u https://s.example.com\n    hosts: z\n    listen: sockt\n",
    };

    [Theory, MemberData(nameof(Names))]
    public void Problems_of(string name) => Golden.Matches(Shown(name, Cases[name]), "problem-" + name);

    [Fact]
    public void Problems_of_files_that_are_no_text()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-project-").FullName;
        try
        {
            var file = Path.Combine(folder, "slipway.yaml");
            var problems = Of(() => ProjectFileReader.Read(file)).Concat(Of(() => ProjectFileReader.Read(folder)));
            File.WriteAllBytes(file, new byte[ProjectFileReader.MaxBytes + 1]);
            problems = problems.ToList().Concat(Of(() => ProjectFileReader.Read(file)));
            File.WriteAllBytes(file, [.. "app: x\nstack: "u8, 0xE9, .. "\n"u8]);
            problems = problems.ToList().Concat(Of(() => ProjectFileReader.Read(file)));
            File.WriteAllBytes(file, [0xFF, 0xFE, 0x61, 0]);
            problems = problems.ToList().Concat(Of(() => ProjectFileReader.Read(file)));
            File.Delete(file);
            Directory.CreateDirectory(Path.Combine(folder, "a", ".git"));
            problems = problems.ToList().Concat(Of(() => ProjectLocator.Find(Path.Combine(folder, "a"))));

            Golden.Matches(ProblemText.Of(problems).Replace(folder, "/folder"), "problem-files");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_problem_has_a_remedy_and_comes_in_the_order_of_the_file()
    {
        foreach (var (name, text) in Cases)
        {
            var problems = Yaml.Problems(text);
            Assert.All(problems, p => Assert.False(string.IsNullOrWhiteSpace(p.Remedy), name + ": " + p.Code));
            Assert.All(problems, p => Assert.Equal(ExitCodes.Unreadable, p.Exit));
            Assert.All(problems, p => Assert.Matches(@"^slipway\.yaml:[1-9][0-9]*:[1-9][0-9]*\z", p.Where));
            var places = problems.Select(p => p.Where!.Split(':')).Select(w => (int.Parse(w[1]), int.Parse(w[2]))).ToList();
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public void Every_code_in_the_sources_has_a_case_here()
    {
        var sources = Of("src/Slipway/Project", "src/Slipway/EnvFiles", "src/Slipway/EnvFiles/Dialects").Select(File.ReadAllText).ToList();
        var codes = sources.SelectMany(text => Code().Matches(text).Select(m => m.Groups[1].Value))
            .Concat(sources.SelectMany(text => NounCode().Matches(text)).SelectMany(m => new[] { "project." + m.Groups[1].Value, "env." + m.Groups[1].Value })).ToHashSet();
        var goldens = string.Concat(Of("tests/Slipway.Tests/Project/Goldens", "tests/Slipway.Tests/EnvFiles/Goldens").Select(File.ReadAllText));

        Assert.True(codes.Count > 50, $"only {codes.Count} codes found");
        Assert.DoesNotContain(codes, code => !goldens.Contains("  " + code + "  "));

        static IEnumerable<string> Of(params string[] folders) => folders.SelectMany(f => Directory.GetFiles(Golden.RepositoryPath(f)));
    }

    [GeneratedRegex("\"((?:project|env)\\.[a-z-]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("\\{noun\\}\\.([a-z-]+)\"")]
    private static partial Regex NounCode();

    private static IReadOnlyList<Problem> Of(Action act) => Assert.Throws<ProblemException>(act).Problems;

    private static string Shown(string name, string text) =>
        (name is "many" or "deep" ? "" : Regex.Replace(text.TrimEnd('\n'), "[\u0001]", "␁") + "\n----\n") + ProblemText.Of(Yaml.Problems(text));

    private static string Environments(params string[] urls)
    {
        var text = new StringBuilder("app: shop\nenvironments:\n");
        for (var i = 0; i < urls.Length; i++)
            text.Append($"  e{i}: {{ hosts: h{i}, url: \"{urls[i]}\" }}\n");
        return text.ToString();
    }
}
