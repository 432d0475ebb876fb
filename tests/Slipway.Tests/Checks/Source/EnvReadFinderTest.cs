using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Source.EnvReads;
using Xunit;

namespace Slipway.Tests.Checks.Source;

public class EnvReadFinderTest
{
    [Theory]
    [InlineData("config/a.php", "'a' => env('APP_NAME'),", "APP_NAME Optional")]
    [InlineData("config/a.php", "'a' => env('APP_NAME', 'Shop'),", "APP_NAME Defaulted")]
    [InlineData("config/a.php", "'a' => env('APP_NAME', null),", "APP_NAME Optional")]
    [InlineData("config/a.php", "'a' => env(\n    \"APP_NAME\",\n    env('OTHER')\n),", "APP_NAME Defaulted; OTHER Optional")]
    [InlineData("config/a.php", "'a' => (bool) env('A') ?: 'x',", "A Defaulted")]
    [InlineData("src/a.php", "$x = getenv('DB_HOST'); $y = getenv('B') ?: 'b';", "DB_HOST Optional; B Defaulted")]
    [InlineData("src/a.php", "$x = $_ENV['KEY'] ?? 'a'; $y = $_ENV[\"OTHER\"]; $_ENV['SET'] = 1; isset($_ENV['ASKED']);", "KEY Defaulted; OTHER Optional; ASKED Defaulted")]
    [InlineData("src/a.php", "Env::get('X'); $this->env('NO'); $env('NO'); x_env('NO');", "X Optional")]
    [InlineData("src/a.php", "// env('NO')\n# getenv('NO')\n * env('NO')", "")]
    [InlineData("a.py", "x = os.environ['A']\ny = os.environ.get('B')\nz = os.environ.get('C', 'c')\nw = os.getenv(\"D\") or 'd'", "A Required; B Optional; C Defaulted; D Defaulted")]
    [InlineData("a.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a')\nos.environ['SET'] = '1'\nif os.environ['MODE'] == 'x': pass", "DJANGO_SETTINGS_MODULE Defaulted; MODE Required")]
    [InlineData("a.py", "import environ\nenv = environ.Env(DEBUG=(bool, False))\nA = env('A')\nB = env('B', default='b')\nC = env.bool('C', default=False)\nD = env.int('D', 5)\nE = env.db('DATABASE_URL')\nF = env('DEBUG')\nG = env.list('G', cast=str)", "A Required; B Defaulted; C Defaulted; D Defaulted; DATABASE_URL Required; DEBUG Defaulted; G Required")]
    [InlineData("a.py", "from decouple import config\nA = config('A')\nB = config('B', default=1, cast=int)", "A Required; B Defaulted")]
    [InlineData("a.py", "config('NO')\nenv('NO')", "")]
    [InlineData("a.ts", "a(process.env.PORT || 3000, process.env['KEY'], process.env[\"B\"] ?? 'b', process.env.C?.trim())", "PORT Defaulted; KEY Optional; B Defaulted; C Optional")]
    [InlineData("a.ts", "process.env.SET = 'x'; if (process.env.MODE === 'x') {} delete process.env.GONE", "MODE Optional")]
    [InlineData("a.ts", "const {\n  A,\n  B = 'b',\n  C: other,\n} = process.env;", "A Optional; B Defaulted; C Optional")]
    [InlineData("a.vue", "import.meta.env.VITE_URL; import.meta.env.MODE; import.meta.env.DEV", "VITE_URL Optional")]
    [InlineData("A.cs", "var a = Environment.GetEnvironmentVariable(\"A\"); var b = Environment.GetEnvironmentVariable(\"B\") ?? \"b\"; var c = Environment.GetEnvironmentVariable(\"C\") ?? throw new X();", "A Optional; B Defaulted; C Required")]
    [InlineData("A.cs", "var a = builder.Configuration[\"Mail:Port\"]; var b = builder.Configuration.GetValue<int>(\"A:B\", 1); var c = configuration.GetConnectionString(\"Main\"); configuration[\"SET\"] = 1;", "Mail__Port Optional; A__B Defaulted; ConnectionStrings__Main Optional")]
    [InlineData("compose.yaml", "a: ${A}\nb: ${B:-x}\nc: ${C:?must}\nd: ${D-x}\ne: $E\nf: $$F ${G:+x}\n# ${NO}", "A Required; B Defaulted; C Required; D Defaulted; E Required; G Defaulted")]
    [InlineData("config.yaml", "a: ${A}", "")]
    [InlineData("tests/a.php", "env('NO')", "")]
    public void The_languages_ways_to_read_a_variable_are_known(string path, string text, string reads) =>
        Assert.Equal(reads, string.Join("; ", EnvReadFinder.Find(text, new SourceName(path)).Select(read => $"{read.Key} {read.Kind}")));

    [Fact]
    public void A_read_has_the_line_that_it_stands_on() =>
        Assert.Equal([("A", 2), ("B", 4), ("C", 5)], EnvReadFinder.Find("<?php\nenv('A');\n\nenv('B');\nenv('C');", new SourceName("a.php")).Select(read => (read.Key, read.Line)));

    [Theory]
    [InlineData("env(")]
    [InlineData("env('")]
    [InlineData("env('A")]
    [InlineData("env('A'")]
    [InlineData("$_ENV[")]
    public void Text_that_ends_in_the_middle_is_no_trouble(string text) => Assert.All(EnvReadFinder.Find(text, new SourceName("a.php")), read => Assert.Equal("A", read.Key));

    [Theory]
    [InlineData("a.py", "environ[")]
    [InlineData("a.py", "import environ\nenv.")]
    [InlineData("a.js", "process.env")]
    [InlineData("a.js", "process.env.")]
    [InlineData("a.js", "= process.env")]
    [InlineData("a.js", "} = process.env")]
    [InlineData("A.cs", "GetEnvironmentVariable(")]
    [InlineData("A.cs", "Configuration.GetValue<")]
    [InlineData("compose.yml", "$")]
    [InlineData("compose.yml", "${")]
    [InlineData("compose.yml", "${A")]
    public void An_anchor_at_the_end_is_no_read(string path, string text) => Assert.Empty(EnvReadFinder.Find(text, new SourceName(path)));
}
