<?php

// Everything that the web, the worker and the migrations share.

$root = dirname(__DIR__);
foreach (is_file("$root/.env") ? file("$root/.env", FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) : [] as $line) {
    if ($line[0] !== '#' && getenv(strtok($line, '=')) === false) {
        putenv(strtok($line, '=') . '=' . trim(substr(strstr($line, '='), 1), '"'));
    }
}

require __DIR__ . '/Switches.php';
require __DIR__ . '/Release.php';
$config = require "$root/config.php";
$switches = new Switches($root);
$release = new Release($root, $config);

function database(): PDO
{
    global $config, $root;
    if (strncmp($config['dsn'], 'sqlite:', 7) === 0 && !is_dir("$root/data")) {
        mkdir("$root/data");
    }
    return new PDO($config['dsn'], $config['username'], $config['password'], [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
        PDO::ATTR_TIMEOUT => 5,
    ]);
}

function html(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES);
}

function answer(array $value, int $status = 200): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($value, JSON_UNESCAPED_SLASHES);
}
