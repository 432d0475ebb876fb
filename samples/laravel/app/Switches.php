<?php

namespace App;

use Error;

/** Misbehaviour on request, one per line of the file "switches" ("slow-start 45"). No file: all is well. */
final class Switches
{
    private array $set = [];

    public static function read(): self
    {
        $switches = new self();
        $file = dirname(__DIR__) . '/switches';
        foreach (is_file($file) ? file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) : [] as $line) {
            [$name, $value] = explode(' ', trim($line)) + [1 => '0'];
            $switches->set[$name] = (int) $value;
        }

        return $switches;
    }

    public function fail(string $lastWords): void
    {
        fwrite(STDERR, "$lastWords\n");
        exit(1);
    }

    public function has(string $name): bool
    {
        return isset($this->set[$name]);
    }

    public function unwell(): bool
    {
        return $this->has('fail-health') || ($this->has('fail-health-after') && self::uptime() >= $this->set['fail-health-after']);
    }

    /** PHP-FPM listens at once, so the first requests take what a slow start would. */
    public function beforeRequest(): void
    {
        if ($this->has('fail-start')) {
            throw new Error('guest book cannot start: the switch fail-start is set');
        }
        if ($this->has('slow-start')) {
            usleep((int) max(0, 1e6 * ($this->set['slow-start'] - self::uptime())));
        }
    }

    /** Seconds since the server (under PHP-FPM its master) was started. */
    private static function uptime(): float
    {
        $server = PHP_SAPI === 'fpm-fcgi' ? posix_getppid() : getmypid();
        $fields = explode(' ', preg_replace('~^.*\) ~s', '', file_get_contents("/proc/$server/stat")));
        return (float) strtok(file_get_contents('/proc/uptime'), ' ') - (int) $fields[19] / 100;
    }
}
