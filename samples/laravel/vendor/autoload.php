<?php

// Laravel comes from the Debian package php-laravel-framework, not from Composer (README.md says why): this file joins the two.

require_once 'Illuminate/autoload.php';

spl_autoload_register(function (string $class): void {
    if (strncmp($class, 'App\\', 4) === 0 && is_file($file = __DIR__ . '/../app/' . strtr(substr($class, 4), '\\', '/') . '.php')) {
        require $file;
    }
});
