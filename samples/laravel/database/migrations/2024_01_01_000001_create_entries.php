<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('entries', function (Blueprint $table) {
            $table->id();
            $table->string('name', 80);
            $table->string('message', 500);
            $table->unsignedInteger('words')->nullable();
            $table->string('created_at', 16);
        });
        DB::table('entries')->insert(['name' => 'Slipway', 'message' => 'The book is open.', 'created_at' => '2024-01-01 12:00']);
    }

    public function down(): void
    {
        Schema::drop('entries');
    }
};
