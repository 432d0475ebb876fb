<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public $withinTransaction = false;

    public function up(): void
    {
        DB::statement('CREATE TABLE half_done (id INTEGER PRIMARY KEY)');
        DB::statement('INSERT INTO no_such_table VALUES (1)');
    }
};
