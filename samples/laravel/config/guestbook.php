<?php

return [
    'version' => 1,
    'greeting' => env('GREETING', 'hello'),
];
