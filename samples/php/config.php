<?php

return [
    'version' => 1,
    'dsn' => getenv('DB_DSN') ?: 'sqlite:' . __DIR__ . '/data/app.db',
    'username' => getenv('DB_USERNAME') ?: null,
    'password' => getenv('DB_PASSWORD') ?: null,
];
