<?php

/** Which version each part of this release has. On one page, so that a mix of two releases shows. */
final class Release
{
    public const CODE = 1;

    public int $code = self::CODE;
    public int $config;
    public int $template;
    public int $asset;
    public string $env;
    public string $name;
    public string $stylesheet;

    public function __construct(string $root, array $config)
    {
        $this->config = $config['version'];
        $this->template = self::numberAfter('template=', "$root/templates/page.php");
        $this->stylesheet = json_decode(file_get_contents("$root/public/assets/manifest.json"), true)['app.css'];
        $this->asset = self::numberAfter('/* asset ', "$root/public/assets/$this->stylesheet");
        $this->env = getenv('GREETING') ?: 'hello';
        $this->name = getenv('SLIPWAY_RELEASE') ?: 'none';
    }

    private static function numberAfter(string $mark, string $file): int
    {
        preg_match('~' . preg_quote($mark, '~') . '(\d+)~', file_get_contents($file), $found);
        return (int) $found[1];
    }
}
