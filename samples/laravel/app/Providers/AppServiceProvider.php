<?php

namespace App\Providers;

use App\Heartbeat;
use App\Release;
use App\Switches;
use Illuminate\Console\Events\CommandStarting;
use Illuminate\Queue\Events\Looping;
use Illuminate\Queue\Events\WorkerStopping;
use Illuminate\Support\Facades\Event;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    public function register()
    {
        $this->app->singleton(Switches::class, fn () => Switches::read());
        $this->app->singleton(Release::class, fn () => Release::read());
    }

    public function boot(Switches $switches)
    {
        if (config('database.default') === 'sqlite' && ! is_file($file = config('database.connections.sqlite.database'))) {
            is_dir(dirname($file)) || mkdir(dirname($file));
            touch($file);
        }
        foreach (['new-migration', 'fail-migration'] as $name) {
            if ($switches->has($name)) {
                $this->loadMigrationsFrom(database_path("migrations.$name"));
            }
        }
        Event::listen(CommandStarting::class, function (CommandStarting $start) use ($switches) {
            if ($start->command === 'config:cache' && $switches->has('fail-build')) {
                $switches->fail('build failed: the switch fail-build is set');
            }
        });
        $heart = new Heartbeat();
        Event::listen(Looping::class, function () use ($heart, $switches) {
            if ($heart->beat('working') === 3 && $switches->has('fail-worker')) {
                $switches->fail('worker cannot go on: the switch fail-worker is set');
            }
        });
        Event::listen(WorkerStopping::class, fn () => $heart->beat('stopped'));
    }
}
