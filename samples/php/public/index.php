<?php

require __DIR__ . '/../src/app.php';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (PHP_SAPI === 'cli-server' && is_file(__DIR__ . $path)) {
    return false; // a file of its own: php -S serves it
}
$switches->beforeRequest();

switch ($_SERVER['REQUEST_METHOD'] . ' ' . $path) {
    case 'GET /':
        if ($switches->has('error-rate')) {
            http_response_code(500);
            exit('the switch error-rate is set');
        }
        $entries = database()->query('SELECT name, message, created_at FROM entries ORDER BY id DESC LIMIT 20');
        require "$root/templates/page.php";
        break;
    case 'POST /entries':
        [$name, $message] = [trim($_POST['name'] ?? ''), trim($_POST['message'] ?? '')];
        if ($name === '' || strlen($name) > 80 || $message === '' || strlen($message) > 500) {
            http_response_code(422);
            exit('A name (80 characters) and a message (500) are needed.');
        }
        database()->prepare('INSERT INTO entries (name, message, created_at) VALUES (?, ?, ?)')->execute([$name, $message, gmdate('Y-m-d H:i')]);
        header('Location: /', true, 303);
        break;
    case 'GET /versions':
        answer(['code' => $release->code, 'config' => $release->config, 'template' => $release->template, 'asset' => $release->asset,
            'env' => $release->env, 'release' => $release->name, 'pid' => getmypid()]);
        break;
    case 'GET /health':
        try {
            database()->query('SELECT count(*) FROM entries')->fetch();
            $database = 'ok';
        } catch (PDOException $e) {
            $database = $e->getMessage();
        }
        $well = $database === 'ok' && !$switches->unwell();
        answer(['status' => $well ? 'ok' : 'failing', 'release' => $release->name, 'checks' => ['database' => $database]], $well ? 200 : 503);
        break;
    case 'GET /slow':
        usleep((int) (1e6 * max(0, min(60, (float) ($_GET['seconds'] ?? 3)))));
        header('Content-Type: text/plain');
        echo "code=$release->code release=$release->name\n";
        break;
    case 'POST /upload':
        is_dir("$root/storage/uploads") || mkdir("$root/storage/uploads", 0775, true);
        $to = "$root/storage/uploads/" . bin2hex(random_bytes(16));
        copy($_FILES ? reset($_FILES)['tmp_name'] : 'php://input', $to);
        answer(['bytes' => filesize($to), 'sha256' => hash_file('sha256', $to), 'release' => $release->name]);
        break;
    case 'GET /jobs':
        $beats = glob("$root/storage/worker-*.json");
        usort($beats, fn ($a, $b) => filemtime($b) <=> filemtime($a));
        $beats ? answer(json_decode(file_get_contents($beats[0]), true)) : answer(['error' => 'no worker has run'], 404);
        break;
    default:
        http_response_code(404);
        echo 'not found';
}
