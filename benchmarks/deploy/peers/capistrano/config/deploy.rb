lock "~> 3.17"
set :application, "guestbook"
set :deploy_to, ENV["ROOT"]
set :keep_releases, 1000 # removing old releases is not part of what is compared
set :linked_files, [".env"]
set :linked_dirs, ["storage"]
set :format, :simpletext
set :log_level, :error
set :ssh_options, config: [ENV["SSH_CONFIG"]], keys_only: true, forward_agent: false, auth_methods: ["publickey"]

namespace :app do
  task :dump do
    on primary(:db) do
      execute :bash, "-o", "pipefail", "-c",
              "'mysqldump --defaults-extra-file=#{shared_path}/my.cnf --single-transaction --quick #{ENV['DATABASE']} | gzip -1 > #{deploy_to}/backups/#{release_timestamp}.sql.gz'"
    end
  end

  task :migrate do
    on(primary(:db)) { within(release_path) { execute :php, "artisan", "migrate", "--force" } }
  end

  # In one command and side by side, as in the script.
  task :caches do
    on roles(:web) do
      none = "#{release_path}/bootstrap/cache/absent.php"
      execute :bash, "-c", <<~'SHELL'.strip.then { |text| "'cd #{release_path} && none=#{none} && #{text}'" }
        { APP_ROUTES_CACHE=$none php artisan config:cache & a=$!; APP_CONFIG_CACHE=$none php artisan route:cache & b=$!; APP_CONFIG_CACHE=$none APP_ROUTES_CACHE=$none php artisan view:cache & c=$!; wait $a && wait $b && wait $c; }
      SHELL
    end
  end

  task :reload do
    on roles(:web) do
      execute :sudo, :systemctl, :reload, "php8.2-fpm"
      execute :sudo, :systemctl, :restart, "worker-#{ENV['DATABASE']}"
    end
  end

  task :health do
    on roles(:web) do
      execute :curl, "-fsS", "-o", "/dev/null", "--retry", "10", "--retry-delay", "1", "--retry-all-errors",
              "-H", "'Host: #{ENV['SITE']}'", "http://127.0.0.1/health"
    end
  end
end

before "deploy:publishing", "app:dump"
before "deploy:publishing", "app:caches"
before "deploy:publishing", "app:migrate"
after "deploy:publishing", "app:reload"
after "deploy:published", "app:health"
