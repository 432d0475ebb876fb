<?php

use App\Http\Controllers\BookController;
use Illuminate\Support\Facades\Route;

Route::get('/', [BookController::class, 'page']);
Route::post('/entries', [BookController::class, 'sign']);
Route::get('/versions', [BookController::class, 'versions']);
Route::get('/health', [BookController::class, 'health']);
Route::get('/slow', [BookController::class, 'slow']);
Route::post('/upload', [BookController::class, 'upload']);
Route::get('/jobs', [BookController::class, 'jobs']);
