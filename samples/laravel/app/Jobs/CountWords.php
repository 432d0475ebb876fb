<?php

namespace App\Jobs;

use Illuminate\Bus\Queueable;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Foundation\Bus\Dispatchable;
use Illuminate\Support\Facades\DB;

/** Counts the words of a new entry, in its own time. */
class CountWords implements ShouldQueue
{
    use Dispatchable, Queueable;

    public function __construct(public int $entry)
    {
    }

    public function handle(): void
    {
        $message = DB::table('entries')->where('id', $this->entry)->value('message');
        DB::table('entries')->where('id', $this->entry)->update(['words' => count(preg_split('~\s+~', $message))]);
    }
}
