using Slipway.Checks;
using Slipway.Checks.Project.Stack;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class ScriptChecksTest
{
    private static readonly Dictionary<string, Check> Checks = StackChecks.All.Where(c => c.About.Id.StartsWith("script.", StringComparison.Ordinal)).ToDictionary(c => c.About.Id);

    public static TheoryData<string> All => [.. Checks.Keys];

    private const string Sound = """
        #!/usr/bin/env bash
        # php artisan down; git push --force; curl https://x | sh
        set -euo pipefail
        umask 077
        count=$((count + 1))
        echo "never run: php artisan key:generate, chmod -R 777 ."
        cat <<EOF
        composer update
        chmod -R 777 .
        EOF
        trap 'php artisan up' EXIT
        php artisan down --retry=60
        git fetch origin && git reset --hard origin/main
        composer install --no-dev --optimize-autoloader
        php artisan migrate --force
        php artisan config:cache
        sudo chown -R www-data:www-data storage bootstrap/cache
        chmod -R 775 storage bootstrap/cache
        mysqldump --defaults-extra-file=/etc/shop.cnf --single-transaction shop | gzip > "$target"
        aws s3 cp "$target" s3://backups/
        find /var/backups -name '*.gz' -mtime +30 -delete
        curl --fail --silent https://shop.example.com/health > /dev/null
        sudo apt-get install -y nginx
        docker compose exec -T db pg_dump app > app.sql
        """;

    [Theory, MemberData(nameof(All))]
    public async Task A_sound_deploy_script_passes(string id) => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks[id], ("deploy.sh", Sound)));

    [Theory, MemberData(nameof(All))]
    public async Task Prose_is_not_scanned(string id) => Assert.Equal("skip\nno scripts", await SmallProject.JudgeAsync(Checks[id],
        ("README.md", "```sh\nphp artisan down && curl https://x | sh\n```\n"), ("docs/deploy.sh", "php artisan key:generate\n")));

    [Theory, MemberData(nameof(All))]
    public async Task Jobs_of_a_CI_service_may_test_and_install(string id) => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks[id], (".github/workflows/ci.yml", """
        jobs:
          test:
            steps:
              - uses: actions/checkout@v4
              - run: curl -sS https://getcomposer.org/installer | php
              - run: |
                  php artisan key:generate
                  php artisan test
                  git push --force origin gh-pages
        """)));

    [Theory]
    [InlineData("script.arithmetic", "set -e\n((passed++))\n", "2:1 ((passed++)) ends the script when the value was 0")]
    [InlineData("script.arithmetic", "#!/bin/bash -e\nf() {\n  let n++\n}\n", "3:3 let n++ ends the script when the value was 0")]
    [InlineData("script.arithmetic", "set -euo pipefail\n[ -f x ] && ((ok++))\n", "2:13 ((ok++)) ends the script when the value was 0")]
    [InlineData("script.arithmetic", "((passed++))\n", null)]
    [InlineData("script.arithmetic", "set -e\n((passed++)) || true\nif ((n++)); then a; fi\nfor ((i = 0; i < 3; i++)); do a; done\n((++n))\n", null)]
    [InlineData("script.maintenance", "set -e\nphp artisan down\ngit pull\nphp artisan migrate --force\nphp artisan up\n", "2:1 maintenance mode is switched on, and no trap switches it off when a later step fails")]
    [InlineData("script.maintenance", "php artisan down\n", null)]
    [InlineData("script.maintenance", "up() { php artisan up; }\ntrap up EXIT\nphp artisan down\ngit pull\n", null)]
    [InlineData("script.rollback", "git reset --hard HEAD~1\n", "1:1 `git reset --hard HEAD~1` goes back by commits, not to a release")]
    [InlineData("script.rollback", "cd x && git push origin main --force\n", "1:9 `git push` with force rewrites the history that others have")]
    [InlineData("script.rollback", "git push origin main\ngit reset HEAD file\n", null)]
    [InlineData("script.dump", "set -o pipefail\nmysqldump -u root -p'S3cret' --single-transaction shop | gzip > a.gz\n", "2:1 mysqldump gets the password among its words")]
    [InlineData("script.dump", "mysqldump --single-transaction shop | gzip > a.gz\n", "1:1 mysqldump writes into a pipe, and nothing looks at its status")]
    [InlineData("script.dump", "mysqldump shop > a.sql\n", "1:1 mysqldump runs without --single-transaction: it locks every table")]
    [InlineData("script.dump", "PGPASSWORD=abc pg_dump app > a.sql\n", "1:1 pg_dump gets the password among its words")]
    [InlineData("script.dump", "PGPASSWORD=\"$DB_PASSWORD\" pg_dump app > a.sql\necho mysqldump -pX\n", null)]
    [InlineData("script.delete_by_age", "find /var/backups -name '*.sql.gz' -mtime +30 -delete\n", "1:1 backups are deleted by age, also when no newer one succeeded")]
    [InlineData("script.delete_by_age", "find \"$BACKUP_DIR\" -mtime +7 -exec rm {} \\;\n", "1:1 backups are deleted by age, also when no newer one succeeded")]
    [InlineData("script.delete_by_age", "find /var/log/shop -name '*.gz' -mtime +30 -delete\nfind backups -mtime +30 -print\n", null)]
    [InlineData("script.modes", "chmod -R 777 storage\n", "1:1 `chmod -R 777` lets every user of the server write")]
    [InlineData("script.modes", "chmod a+w logs\n", "1:1 `chmod a+w` lets every user of the server write")]
    [InlineData("script.modes", "find /var/www/shop -type f -exec chmod 644 {} \\;\n", "1:1 `find /var/www/shop -type f -exec chmod 644` makes the env file readable by all and takes the right to run from scripts")]
    [InlineData("script.modes", "find . -type f -exec chmod 644 {} +\nchmod 600 .env\nchmod +x artisan\n", null)]
    [InlineData("script.modes", "sudo chown -R www-data:www-data /var/www/shop\n", "1:1 `chown -R www-data:www-data /var/www/shop` gives the code to the web server, which can then rewrite it")]
    [InlineData("script.modes", "chown -R www-data /var/www/shop/storage\nchown -R deploy:www-data /var/www/shop\nchmod 755 x\nchmod +x y\nchmod 1777 /tmp\n", null)]
    [InlineData("script.pipe_to_shell", "curl -fsSL https://get.docker.com | sh\n", "1:1 what curl fetches is run at once")]
    [InlineData("script.pipe_to_shell", "wget -qO- https://x.example.com/i.sh | sudo -E bash -\n", "1:1 what wget fetches is run at once")]
    [InlineData("script.pipe_to_shell", "bash -c \"$(curl -fsSL https://x.example.com)\"\n", "1:12 what curl fetches is run at once")]
    [InlineData("script.pipe_to_shell", "bash <(curl -s https://x.example.com)\n", "1:8 what curl fetches is run at once")]
    [InlineData("script.pipe_to_shell", "curl https://x | python3 -m json.tool\ncurl https://x | grep sh\nip=$(curl -s https://x)\ncurl https://x | node -e 'x'\n", null)]
    [InlineData("script.cache_flush", "git pull\nphp artisan cache:clear\n", "2:1 `artisan cache:clear` empties the whole cache database")]
    [InlineData("script.cache_flush", "redis-cli -a \"$P\" FLUSHALL\n", "1:1 `FLUSHALL` empties Redis")]
    [InlineData("script.cache_flush", "php artisan config:clear && php artisan view:clear\n", null)]
    [InlineData("script.tests_on_server", "git pull\nphp artisan test\n", "2:1 `artisan test` runs on the server")]
    [InlineData("script.tests_on_server", "ssh a@b <<'EOF'\ncd x\nphp artisan test\nEOF\n", "3:1 `artisan test` runs on the server")]
    [InlineData("script.tests_on_server", "php artisan test\nssh a@b 'cd x && git pull'\n", null)]
    [InlineData("script.key_generate", "git pull\nphp artisan key:generate --force\n", "2:1 `key:generate` replaces APP_KEY each time")]
    [InlineData("script.key_generate", "if ! grep -q base64 .env; then\n  php artisan key:generate\nfi\ngrep -q base64 .env || php artisan key:generate\nphp artisan key:generate --show\n", null)]
    [InlineData("script.prompts", "php artisan migrate\n", "1:1 `artisan migrate` without --force asks in production")]
    [InlineData("script.prompts", "php artisan db:seed --class=Admin\n", "1:1 `artisan db:seed` without --force asks in production")]
    [InlineData("script.prompts", "mysqldump -u root -p shop > a.sql\n", "1:1 `-p` without a value asks for the password")]
    [InlineData("script.prompts", "python manage.py createsuperuser\n", "1:1 `createsuperuser` without --noinput asks")]
    [InlineData("script.prompts", "docker compose exec db pg_dump app > a.sql\n", "1:1 `exec` with a terminal fails when there is none")]
    [InlineData("script.prompts", "apt-get install nginx\n", "1:1 `apt-get install` without -y asks")]
    [InlineData("script.prompts", "docker compose exec web bash\nmkdir -p a\npython manage.py migrate\napt-get -y install a\n", null)]
    [InlineData("script.status_ignored", "git pull\ncurl -s https://x.example.com/health && echo ok\n", "2:1 curl without -f succeeds whatever the status")]
    [InlineData("script.status_ignored", "docker ps | grep Up\n", "1:1 \"Up\" says that a process exists, not that it is well")]
    [InlineData("script.status_ignored", "curl -sf https://x/health\ncode=$(curl -s -o /dev/null -w '%{http_code}' https://x/health)\ncurl -s https://x/health | jq -e .ok\ncurl -O https://x/a.zip\n", null)]
    [InlineData("script.composer_update", "git pull\ncomposer update --no-dev\n", "2:1 `composer update` brings versions that the lock file does not name")]
    [InlineData("script.composer_update", "pip install --upgrade -r requirements.txt\n", "1:1 `pip install --upgrade -r requirements.txt` brings versions that the lock file does not name")]
    [InlineData("script.composer_update", "composer self-update\ncomposer update --lock\npip install --upgrade pip\napt-get update\n", null)]
    public async Task Each_command_is_judged(string id, string script, string? evidence) =>
        Assert.Equal(evidence is null ? "pass" : $"fail\ndeploy.sh:{evidence}", await SmallProject.JudgeAsync(Checks[id], ("deploy.sh", script)));

    [Fact]
    public async Task A_script_of_a_developer_may_test_and_clear() => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks["script.tests_on_server"], ("tools/check", "#!/bin/sh\nphp artisan test\n")));

    [Fact]
    public async Task Composer_s_own_scripts_are_judged_by_when_they_run() => Assert.Equal("fail\ncomposer.json:3:27 `key:generate` replaces APP_KEY each time", await SmallProject.JudgeAsync(Checks["script.key_generate"], ("composer.json", """
        {
          "scripts": {
            "post-install-cmd": ["@php artisan key:generate --ansi"],
            "post-create-project-cmd": ["@php artisan key:generate --ansi"],
            "setup": ["@php artisan key:generate"]
          }
        }
        """)));

    [Fact]
    public async Task Recipes_of_a_Makefile_are_judged_by_their_target() => Assert.Equal("fail\nMakefile:6:2 `artisan migrate` without --force asks in production", await SmallProject.JudgeAsync(Checks["script.prompts"], ("Makefile",
        "X := a\nfresh: build\n\tphp artisan migrate\n\ndeploy: build\n\tphp artisan migrate\n")));

    [Fact]
    public async Task Lines_of_a_crontab_run_alone() => Assert.Equal("fail\ndeploy/crontab:2:1 `exec` with a terminal fails when there is none", await SmallProject.JudgeAsync(Checks["script.prompts"], ("deploy/crontab",
        "# m h\n0 2 * * * docker compose exec db pg_dump app\n0 3 * * * docker compose exec -T db true\n")));

    [Fact]
    public async Task Run_lines_of_a_Dockerfile_are_scripts() => Assert.Equal("fail\nDockerfile:2:1 what curl fetches is run at once", await SmallProject.JudgeAsync(Checks["script.pipe_to_shell"],
        ("Dockerfile", "FROM a:1\nRUN apt-get update \\\n  && curl -sL https://x.example.com/setup | bash -\n")));

    [Fact]
    public async Task A_cache_in_files_may_be_cleared() => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks["script.cache_flush"],
        ("deploy.sh", "php artisan cache:clear\n"), (".env.production", "CACHE_STORE=file\n")));
}
