<?php

// Applies the pending files of migrations/; --list only names them, one per line.

require __DIR__ . '/../src/app.php';

$database = database();
$database->exec('CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY)');
$applied = $database->query('SELECT name FROM migrations')->fetchAll(PDO::FETCH_COLUMN);
$files = glob("$root/migrations/*.sql");
foreach (['new-migration', 'fail-migration'] as $switch) {
    $files = array_merge($files, $switches->has($switch) ? glob("$root/migrations.$switch/*.sql") : []);
}
$id = $database->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql' ? 'INTEGER PRIMARY KEY AUTO_INCREMENT' : 'INTEGER PRIMARY KEY';
foreach ($files as $file) {
    $name = basename($file, '.sql');
    if (in_array($name, $applied, true)) {
        continue;
    }
    echo "$name\n";
    if (in_array('--list', $argv, true)) {
        continue;
    }
    foreach (array_filter(array_map('trim', explode(";\n", file_get_contents($file) . "\n"))) as $sql) {
        $database->exec(str_replace('{id}', $id, $sql));
    }
    $database->prepare('INSERT INTO migrations VALUES (?)')->execute([$name]);
}
