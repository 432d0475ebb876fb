namespace Slipway.Tests.EnvFiles.Names;

/// <summary>What is right for names and values on which judges once differed (docs/decisions tells how).</summary>
internal static class NamesTable
{
    /// <summary>
    /// <c>own</c>: Slipway may make it; <c>vendor</c>: another company gives it out; <c>chosen</c>: somebody chose it, and a person must write it;
    /// <c>none</c>: the name alone makes no secret of it.
    /// </summary>
    public static IReadOnlyList<(string Key, string Whose)> Keys { get; } = Read(
        """
        own    APP_KEY SECRET_KEY DJANGO_SECRET_KEY FLASK_SECRET_KEY SECRET_KEY_BASE APP_SECRET JWT_SECRET JWT_ACCESS_SECRET JWT_REFRESH_SECRET ACCESS_TOKEN_SECRET
        own    REFRESH_TOKEN_SECRET SESSION_SECRET COOKIE_SECRET NEXTAUTH_SECRET AUTH_SECRET HASHIDS_SALT INTERNAL_API_KEY CRON_TOKEN HEALTHCHECK_TOKEN WEBHOOK_SECRET
        own    ENCRYPTION_KEY MASTER_KEY MEILISEARCH_MASTER_KEY DB_PASSWORD DATABASE_PASSWORD POSTGRES_PASSWORD PGPASSWORD MYSQL_PASSWORD MYSQL_ROOT_PASSWORD MARIADB_PASSWORD
        own    REDIS_PASSWORD REDIS_PASS RABBITMQ_PASSWORD MINIO_ROOT_PASSWORD DJANGO_SUPERUSER_PASSWORD GRAFANA_ADMIN_PASSWORD GF_SECURITY_ADMIN_PASSWORD ADMIN_PASSWORD
        own    Jwt__SigningKey MYSQL_PWD REVERB_APP_SECRET
        vendor STRIPE_SECRET STRIPE_SECRET_KEY STRIPE_SECRET_KEY_LIVE STRIPE_WEBHOOK_SECRET AWS_SECRET_ACCESS_KEY GOOGLE_CLIENT_SECRET GITHUB_TOKEN GITLAB_TOKEN OAUTH_CLIENT_SECRET
        vendor MAPS_API_KEY SENTRY_AUTH_TOKEN APP_GOOGLE_SECRET SOCIAL_AUTH_GITHUB_SECRET MAIL_PASSWORD EMAIL_HOST_PASSWORD SMTP_PASS OPENAI_API_KEY PUSHER_APP_SECRET DJSTRIPE_WEBHOOK_SECRET
        vendor RECAPTCHA_PRIVATE_KEY TELEGRAM_BOT_TOKEN OPENAI_APIKEY NOVA_LICENSE_KEY ADMIN_MAIL_PASSWORD
        chosen FTP_PASSWORD LDAP_BIND_PASSWORD BACKUP_PASSPHRASE PASSPORT_PRIVATE_KEY SSH_PRIVATE_KEY PASSWORD SHOP_TOKEN CRM_PASSWORD_LIVE PASSWORD_PEPPER APP_PREVIOUS_KEYS
        none   CORS_ALLOW_CREDENTIALS GOOGLE_APPLICATION_CREDENTIALS PASSWORD_RESET_TIMEOUT AUTH_PASSWORD_VALIDATORS PASSWORD_HASHERS TOKEN_ISSUER JWT_ALGORITHM CACHE_KEY_PREFIX
        none   PASSPORT_PUBLIC_KEY STRIPE_PUBLISHABLE_KEY VITE_STRIPE_KEY NEXT_PUBLIC_API_KEY PWD OLDPWD MONKEY KEYCLOAK_URL KEYCLOAK_REALM PASSWORD_MIN_LENGTH SECRET_KEY_FILE DB_PASSWORD_FILE
        none   MYSQL_ALLOW_EMPTY_PASSWORD MYSQL_RANDOM_ROOT_PASSWORD SESSION_COOKIE_NAME PRIVATE_NETWORK API_KEY_HEADER TOKEN_TTL TOKENIZERS_PARALLELISM AWS_ACCESS_KEY_ID API_KEY_ROTATION
        none   PASSWORD_RESET_URL KEY_ALGORITHM SECRET_MANAGER_PROJECT CREDENTIALS_PROVIDER PASSPORT_ISSUER DB_HOST APP_NAME COMPASS_MODE BYPASS
        """);

    public static IReadOnlyList<(string Value, string Kind)> Values { get; } = Read(
        """
        default     admin admin123 admin1234 password Password123 passw0rd p@ssw0rd P@ssw0rd secret root toor postgres postgres123 mysql mariadb redis laravel django symfony forge homestead sail
        default     guest test test123 demo minioadmin rabbitmq grafana foobared supersecret super_secret super-secret topsecret mysecretpassword letmein welcome1 123456 123456789 qwerty docker
        placeholder changeme CHANGE_ME change-me changeme123 your_secret your-secret-here your_api_key <token> [token] {{secret}} xxxxxxxx *** replace-with-your-key placeholder todo insert-key-here
        placeholder put-your-token-here cambiame cambiar_esto changez-moi bitte-ändern tu_contraseña sua-senha votre-mot-de-passe ihr-passwort ganti_ini değiştir-beni wijzig-mij измените-меня 请修改 変更してください
        harmless    true false True False yes no on off null none None 0 8080 3600 /run/secrets/db ./storage/oauth-private.key ~/.ssh/id_rsa
        other       kT9vQ2mXw7Rz4LpB a8F3k2Lm9Qw7Zx5VbN1cS4dG6hJ0pYtR /x9Qm2+Lw7Rz4TpB8kT9vQ2mXw7Rz4LpBaQ3= correct-horse-battery-staple exchange.my mastodon senhorita-2024-kT9v
        """);

    private static List<(string, string)> Read(string table) =>
    [
        .. table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).SelectMany(words => words.Skip(1).Select(word => (word, words[0]))),
    ];
}
