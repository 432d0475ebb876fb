using Slipway.Checks.Project.Stack.Data;
using Slipway.Checks.Project.Stack.Worker;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class WorkerAndDataChecksTest
{
    [Theory]
    [InlineData("stopwaitsecs=75", null)]
    [InlineData("stopwaitsecs=3600", "a.conf:3:1 queue may take 3600 s to stop (stopwaitsecs), a job takes at most 60 s")]
    [InlineData("stopwaitsecs=30 ; seconds", "a.conf:3:1 queue is killed after 30 s (stopwaitsecs), a job may take 60 s")]
    [InlineData("user=shop", "a.conf:2:1 queue is killed after 10 s (stopwaitsecs (default)), a job may take 60 s")]
    public async Task A_worker_s_time_to_stop_is_that_of_a_job(string line, string? evidence) => Assert.Equal(evidence is null ? "pass" : "fail\n" + evidence,
        await SmallProject.JudgeAsync(new WorkerStopTime(), ("a.conf", $"[program:queue]\ncommand=php artisan queue:work --timeout=60\n{line}\n")));

    [Theory]
    [InlineData("TimeoutStopSec=90", null)]
    [InlineData("TimeoutStopSec=1h", "queue.service:3:1 queue may take 3600 s to stop (TimeoutStopSec), a job takes at most 60 s")]
    [InlineData("TimeoutStopSec=infinity", "queue.service:3:1 queue may take for ever to stop (TimeoutStopSec), a job takes at most 60 s")]
    [InlineData("TimeoutStopSec=1min 15s", null)]
    [InlineData("Restart=always", null)]
    public async Task So_it_is_in_a_unit_of_systemd(string line, string? evidence) => Assert.Equal(evidence is null ? "pass" : "fail\n" + evidence,
        await SmallProject.JudgeAsync(new WorkerStopTime(), ("queue.service", $"[Service]\nExecStart=/usr/bin/php artisan queue:work\n{line}\n")));

    [Theory]
    [InlineData("php artisan queue:work redis --tries=3", "pass")]
    [InlineData("php artisan queue:work --tries=3", "pass")]
    [InlineData("php artisan queue:work --sleep=3 database", "fail\na.conf:2:1 queue takes jobs from database, the app puts them into another connection")]
    [InlineData("php artisan queue:work imports", "pass")]
    [InlineData("php artisan horizon", "pass")]
    public async Task A_worker_serves_the_configured_connection(string command, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new WorkerConnection(),
        ("a.conf", $"[program:queue]\ncommand={command}\n"), (".env.production", "QUEUE_CONNECTION=redis\n"), ("app/Jobs/Import.php", "<?php Import::dispatch()->onConnection('imports');\n")));

    [Theory]
    [InlineData("* * * * * cd /srv && php artisan queue:work --stop-when-empty", false)]
    [InlineData("*/5 * * * * php artisan queue:listen", false)]
    [InlineData("* * * * * flock -n /tmp/w.lock php artisan queue:work --stop-when-empty", true)]
    [InlineData("* * * * * php artisan queue:work --max-time=55", true)]
    [InlineData("* * * * * php artisan schedule:run", true)]
    [InlineData("0 3 * * * php artisan queue:work --stop-when-empty", true)]
    public async Task Cron_starts_one_worker(string line, bool one) => Assert.Equal(one ? "pass" : "fail\ncrontab:1:1 cron starts a worker again and again, and nothing keeps it to one",
        await SmallProject.JudgeAsync(new WorkerSingle(), ("crontab", line + "\n")));

    [Fact]
    public async Task The_schedule_starts_one_worker() => Assert.Equal("fail\nroutes/console.php:2:1 the schedule starts a worker again and again without withoutOverlapping", await SmallProject.JudgeAsync(new WorkerSingle(),
        ("routes/console.php", "<?php\nSchedule::command('queue:work --stop-when-empty')->everyMinute();\nSchedule::command('queue:work')->everyMinute()->withoutOverlapping();\n")));

    [Fact]
    public async Task Two_schedulers_plan_twice() => Assert.Equal("fail\na.conf:2:1 beat plans 2 times", await SmallProject.JudgeAsync(new WorkerSingle(),
        ("a.conf", "[program:beat]\ncommand=celery -A crm beat\nnumprocs=2\n")));

    [Theory]
    [InlineData("query_cache_size = 64M", "fail\nmy.cnf:2:1 MySQL 8 does not know query_cache_size")]
    [InlineData("query-cache-type=1", "fail\nmy.cnf:2:1 MySQL 8 does not know query_cache_type")]
    [InlineData("sql_mode=STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER", "fail\nmy.cnf:2:1 MySQL 8 does not know NO_AUTO_CREATE_USER")]
    [InlineData("innodb_buffer_pool_size=2G", "pass")]
    [InlineData("# query_cache_size = 64M", "skip\nno MySQL configuration")]
    [InlineData("query_cache_size=0\n[mariadb]\na=1", "pass")]
    public async Task MySQL_knows_its_variables(string line, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new DbVariables(), ("my.cnf", $"[mysqld]\n{line}\n")));

    [Theory]
    [InlineData("my.cnf", "[mysqld]\ninnodb_flush_log_at_trx_commit = 2", "fail\nmy.cnf:2:1 innodb_flush_log_at_trx_commit = 2")]
    [InlineData("my.cnf", "[mysqld]\ninnodb_flush_log_at_trx_commit = 1", "pass")]
    [InlineData("postgresql.conf", "fsync = off # faster", "fail\npostgresql.conf:1:1 fsync = off")]
    [InlineData("postgresql.conf", "synchronous_commit = on", "pass")]
    public async Task Commits_survive_a_power_cut(string file, string text, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new DbDurable(), (file, text + "\n")));

    [Theory]
    [InlineData("maxmemory-policy allkeys-lru", "fail\nredis.conf:1:1 maxmemory-policy allkeys-lru, and queue or sessions lie in Redis")]
    [InlineData("maxmemory-policy noeviction", "pass")]
    [InlineData("bind 0.0.0.0", "fail\nredis.conf:1:1 bind 0.0.0.0 without requirepass")]
    [InlineData("bind 0.0.0.0\nrequirepass 8fk3Dk29dkqLm", "pass")]
    [InlineData("requirepass foobared", "fail\nredis.conf:1:1 requirepass is a well-known default")]
    [InlineData("bind 127.0.0.1 -::1", "pass")]
    [InlineData("protected-mode no", "fail\nredis.conf:1:1 protected-mode no without requirepass")]
    public async Task Redis_keeps_jobs_and_lets_in_the_app_only(string text, string expected) =>
        Assert.Equal(expected, await SmallProject.JudgeAsync(new RedisConfig(), ("redis.conf", text + "\n"), (".env.production", "QUEUE_CONNECTION=redis\n")));

    [Fact]
    public async Task A_cache_of_its_own_may_evict() => Assert.Equal("pass", await SmallProject.JudgeAsync(new RedisConfig(),
        ("redis-cache.conf", "maxmemory-policy allkeys-lru\n"), ("redis-queue.conf", "maxmemory-policy noeviction\n"), (".env.production", "QUEUE_CONNECTION=redis\n")));
}
