<?php

// A job every 500 ms that leaves a heartbeat; SIGTERM lets the present job finish.

require __DIR__ . '/src/app.php';

$stop = false;
pcntl_async_signals(true);
foreach ([SIGTERM, SIGINT] as $signal) {
    pcntl_signal($signal, function () use (&$stop) { $stop = true; });
}
is_dir("$root/storage") || mkdir("$root/storage");

function beat(int $jobs, string $state): void
{
    global $root, $release;
    $file = "$root/storage/worker-" . getmypid() . '.json';
    $at = (new DateTime('now', new DateTimeZone('UTC')))->format('Y-m-d\TH:i:s.v\Z');
    file_put_contents("$file.tmp", json_encode(['release' => $release->name, 'pid' => getmypid(), 'at' => $at,
        'cwd' => getcwd(), 'code' => $release->code, 'jobs' => $jobs, 'state' => $state], JSON_UNESCAPED_SLASHES));
    rename("$file.tmp", $file);
}

$jobs = 0;
while (!$stop) {
    $until = microtime(true) + 0.3; // the job
    while (($left = $until - microtime(true)) > 0) {
        usleep((int) (1e6 * $left)); // a signal ends usleep early
    }
    beat(++$jobs, 'working');
    if ($switches->has('fail-worker') && $jobs === 3) {
        fwrite(STDERR, "worker cannot go on: the switch fail-worker is set\n");
        exit(1);
    }
    $stop || usleep(200_000);
}
beat($jobs, 'stopped');
