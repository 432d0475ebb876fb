<?php

namespace App\Http\Controllers;

use App\Jobs\CountWords;
use App\Release;
use App\Switches;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use PDOException;

class BookController
{
    public function __construct(private Release $release, private Switches $switches)
    {
    }

    public function page()
    {
        if ($this->switches->has('error-rate')) {
            return response('the switch error-rate is set', 500);
        }

        return view('page', ['release' => $this->release, 'entries' => DB::table('entries')->latest('id')->limit(20)->get()]);
    }

    public function sign(Request $request)
    {
        [$name, $message] = [trim($request->input('name')), trim($request->input('message'))];
        if ($name === '' || mb_strlen($name) > 80 || $message === '' || mb_strlen($message) > 500) {
            return response('A name (80 characters) and a message (500) are needed.', 422);
        }
        CountWords::dispatch(DB::table('entries')->insertGetId(['name' => $name, 'message' => $message, 'created_at' => now('UTC')->format('Y-m-d H:i')]));

        return response('', 303)->header('Location', '/');
    }

    public function versions()
    {
        ['code' => $code, 'config' => $config, 'template' => $template, 'asset' => $asset, 'env' => $env, 'name' => $name] = (array) $this->release;

        return ['code' => $code, 'config' => $config, 'template' => $template, 'asset' => $asset, 'env' => $env, 'release' => $name, 'pid' => getmypid()];
    }

    public function health()
    {
        try {
            DB::table('entries')->count();
            $database = 'ok';
        } catch (PDOException $e) {
            $database = $e->getMessage();
        }
        $well = $database === 'ok' && ! $this->switches->unwell();

        return response()->json(['status' => $well ? 'ok' : 'failing', 'release' => $this->release->name, 'checks' => ['database' => $database]], $well ? 200 : 503);
    }

    public function slow(Request $request)
    {
        usleep((int) (1e6 * max(0, min(60, (float) $request->query('seconds', '3')))));

        return response("code={$this->release->code} release={$this->release->name}\n")->header('Content-Type', 'text/plain');
    }

    public function upload(Request $request)
    {
        $files = $request->allFiles();
        is_dir(storage_path('uploads')) || mkdir(storage_path('uploads'), 0775, true);
        $to = storage_path('uploads/' . bin2hex(random_bytes(16)));
        copy($files ? reset($files)->getPathname() : 'php://input', $to);

        return ['bytes' => filesize($to), 'sha256' => hash_file('sha256', $to), 'release' => $this->release->name];
    }

    public function jobs()
    {
        $beats = glob(storage_path('worker-*.json'));
        usort($beats, fn ($a, $b) => filemtime($b) <=> filemtime($a));

        return $beats
            ? response(file_get_contents($beats[0]))->header('Content-Type', 'application/json')
            : response()->json(['error' => 'no worker has run'], 404);
    }
}
