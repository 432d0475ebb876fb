<?php

namespace App;

/** What the queue worker leaves behind in each of its rounds. */
final class Heartbeat
{
    private int $rounds = 0;

    /** @return int how many beats there were */
    public function beat(string $state): int
    {
        $this->rounds++;
        $file = storage_path('worker-' . getmypid() . '.json');
        file_put_contents("$file.tmp", json_encode(['release' => Release::name(), 'pid' => getmypid(), 'at' => now('UTC')->format('Y-m-d\TH:i:s.v\Z'),
            'cwd' => getcwd(), 'code' => Release::CODE, 'jobs' => $this->rounds, 'state' => $state], JSON_UNESCAPED_SLASHES));
        rename("$file.tmp", $file);

        return $this->rounds;
    }
}
