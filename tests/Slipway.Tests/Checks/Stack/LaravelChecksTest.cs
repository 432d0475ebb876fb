using Slipway.Checks.Project.Stack.Laravel;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class LaravelChecksTest
{
    [Theory]
    [InlineData("['*']", "fail\nconfig/cors.php:2:57 allowed_origins has a *")]
    [InlineData("explode(',', env('CORS_ALLOWED_ORIGINS', '*'))", "fail\nconfig/cors.php:2:57 allowed_origins has a *")]
    [InlineData("explode(',', env('CORS_FROM_ENV', '*'))", "pass")]
    [InlineData("array_map('trim', explode(',', (string) env('X')))", "pass")]
    [InlineData("$origins", "pass")]
    [InlineData("['https://a.example.com'], 'allowed_headers' => ['*']", "pass")]
    public async Task Only_listed_origins_are_let_in(string origins, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelCors(),
        ("config/cors.php", $"<?php // 'allowed_origins' => ['*']\nreturn ['paths' => ['api/*'], 'allowed_origins'      => {origins}];\n"), (".env.production", "CORS_FROM_ENV=https://a.example.com\n")));

    [Fact]
    public async Task A_pattern_of_everything_lets_in_everybody() => Assert.Equal("fail\nconfig/cors.php:1:49 the pattern #^https?://.*$# fits any origin", await SmallProject.JudgeAsync(new LaravelCors(),
        ("config/cors.php", "<?php return array('allowed_origins_patterns' =>['#^https?://.*$#', '#^https://.*\\.example\\.com$#']);\n")));

    [Theory]
    [InlineData("bootstrap/app.php", "$m->trustProxies(at: '*');", false)]
    [InlineData("bootstrap/app.php", "$m->trustProxies(at: ['**']);", false)]
    [InlineData("bootstrap/app.php", "// $m->trustProxies(at: '*');", true)]
    [InlineData("bootstrap/app.php", "$m->trustProxies(at: ['10.0.0.0/8']);", true)]
    [InlineData("app/Http/Middleware/TrustProxies.php", "protected $proxies = '*';", false)]
    [InlineData("app/Http/Middleware/TrustProxies.php", "protected $proxies;", true)]
    public async Task Only_known_proxies_are_trusted(string path, string line, bool passes) => Assert.Equal(passes ? "pass" : $"fail\n{path}:2:1 every sender is trusted as a proxy",
        await SmallProject.JudgeAsync(new LaravelProxies(), (path, $"<?php\n{line}\n")));

    [Theory]
    [InlineData("'secure' => env('SESSION_SECURE_COOKIE'), 'same_site' => 'lax'", "SESSION_SECURE_COOKIE=true", "pass")]
    [InlineData("'secure' => env('SESSION_SECURE_COOKIE', true), 'same_site' => 'strict'", "A=b", "pass")]
    [InlineData("'secure' => env('SESSION_SECURE_COOKIE'), 'same_site' => 'lax'", "A=b", "fail\nconfig/session.php:1:27 secure is not true: the cookie goes over plain HTTP too")]
    [InlineData("'secure' => env('SESSION_SECURE_COOKIE'), 'same_site' => 'lax'", "SESSION_SECURE_COOKIE=false", "fail\nconfig/session.php:1:27 the env file says that the cookie goes over plain HTTP too")]
    [InlineData("'secure' => true, 'http_only' => false, 'same_site' => 'lax'", "A=b", "fail\nconfig/session.php:1:48 http_only is off: scripts can read the cookie")]
    [InlineData("'secure' => true, 'same_site' => null", "A=b", "fail\nconfig/session.php:1:48 same_site is neither lax nor strict: the cookie goes along with requests of other sites")]
    public async Task The_session_cookie_is_kept_from_others(string config, string env, string expected) =>
        Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelSession(), ("config/session.php", $"<?php return [{config}];\n"), (".env.production", env + "\n")));

    [Theory]
    [InlineData("daily", "pass")]
    [InlineData("stack", "pass")]
    [InlineData("single", "fail\nconfig/logging.php:3:13 the channel single is one file that is never rotated")]
    [InlineData("null", "fail\nconfig/logging.php:2:14 the channel null throws everything away")]
    [InlineData("papertrail", "fail\nconfig/logging.php:2:14 the channel papertrail is not defined")]
    [InlineData("loud", "fail\nconfig/logging.php:6:44 the channel loud is fixed to the level debug")]
    public async Task Logs_are_kept(string channel, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelLogging(), (".env.production", $"LOG_CHANNEL={channel}\n"), ("config/logging.php", """
        <?php return [
        'default' => env('LOG_CHANNEL', 'stack'), 'channels' => [
        'single' => ['driver' => 'single'],
        'daily' => ['driver' => 'daily', 'level' => env('LOG_LEVEL', 'debug')],
        'stack' => ['driver' => 'stack', 'channels' => explode(',', env('LOG_STACK', 'daily'))],
        'loud' => ['driver' => 'daily', 'level' => 'debug'],
        ]];
        """)));

    [Theory]
    [InlineData(90, "--timeout=60", "", "pass")]
    [InlineData(60, "--timeout=60", "", "fail\nconfig/queue.php:1:93 retry_after is 60 s, queue may work 60 s at a job")]
    [InlineData(45, "", "", "fail\nconfig/queue.php:1:93 retry_after is 45 s, queue may work 60 s at a job")]
    [InlineData(90, "--timeout=60", "public $timeout = 120;", "fail\napp/Jobs/A.php:1:7 retry_after is 90 s, a job may take 120 s")]
    public async Task The_queue_waits_longer_than_a_job(int retryAfter, string option, string job, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelQueueTimeout(),
        ("config/queue.php", $"<?php return ['default' => env('Q', 'redis'), 'connections' => ['redis' => ['retry_after'=> {retryAfter}], 'database' => ['retry_after' => 5]]];\n"),
        ("a.conf", $"[program:queue]\ncommand=php artisan queue:work {option}\n"), ("app/Jobs/A.php", $"<?php {job}\n")));

    [Theory]
    [InlineData("<env name=\"DB_CONNECTION\" value=\"sqlite\"/>", "pass")]
    [InlineData("<server name=\"DB_DATABASE\" value=\"shop_testing\"/>", "pass")]
    [InlineData("<env name=\"DB_DATABASE\" value=\"shop\"/>", "fail\nphpunit.xml:2:1 DB_DATABASE is the name of production's database")]
    [InlineData("<!-- <env name=\"DB_CONNECTION\" value=\"sqlite\"/> -->", "fail\nphpunit.xml:1:1 phpunit.xml sets no database")]
    [InlineData("<env name=", "unknown\nphpunit.xml is no XML that can be read")]
    public async Task Tests_have_a_database_of_their_own(string line, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelTestDatabase(),
        ("phpunit.xml", $"<phpunit><php>\n{line}\n</php></phpunit>\n"), (".env.production", "DB_DATABASE=shop\n")));

    [Fact]
    public async Task An_env_file_of_the_tests_counts() => Assert.Equal("pass", await SmallProject.JudgeAsync(new LaravelTestDatabase(), ("phpunit.xml", "<phpunit/>\n"), (".env.testing", "DB_DATABASE=testing\n")));

    [Theory]
    [InlineData("Route::get('/health', fn () => response()->json(['status' => 'ok']));", false)]
    [InlineData("Route::get('health', fn () => ['status' => 'ok', 'cache' => Cache::has('x') ? 'ok' : 'failed']);", false)]
    [InlineData("Route::get('/health', function () { DB::select('select 1'); return 'ok'; });", true)]
    [InlineData("Route::get('/health', HealthController::class);", false)]
    [InlineData("Route::get('/healthy-food', fn () => 'ok');", true)]
    public async Task A_health_route_can_fail(string route, bool passes)
    {
        var place = route.Contains("::class") ? "app/Http/Controllers/HealthController.php:1:74" : "routes/web.php:2:1";
        var expected = passes ? route.Contains("food") ? "skip\nno health route in routes/" : "pass" : $"fail\n{place} this route can only say ok";
        Assert.Equal(expected, await SmallProject.JudgeAsync(new LaravelHealth(), ("routes/web.php", $"<?php\n{route}\n"), ("app/Http/Controllers/HealthController.php", "<?php class HealthController { function __invoke() { return ['status' => 'ok']; } }\n")));
    }
}
