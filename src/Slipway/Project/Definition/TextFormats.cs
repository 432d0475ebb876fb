namespace Slipway.Project.Definition;

internal static class TextFormats
{
    public static readonly TextFormat App = new(
        "an app name", "[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}",
        "1 to 40 lower-case letters, digits and single hyphens, starting with a letter", "finance-tracker");

    public static readonly TextFormat Environment = new(
        "an environment name", "[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,19}",
        "1 to 20 lower-case letters, digits and single hyphens, starting with a letter", "production");

    public static readonly TextFormat Worker = new(
        "a worker name", "(?!web$)(?!.*-[0-9]+$)[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,19}",
        "1 to 20 lower-case letters, digits and single hyphens, starting with a letter, not ending in a number after a hyphen, and not `web`", "queue");

    public static readonly TextFormat User = new(
        "a user name", "[a-z_][a-z0-9_-]{0,31}",
        "1 to 32 lower-case letters, digits, hyphens and underscores, starting with a letter", "deploy");

    public static readonly TextFormat HostName = new(
        "a host name", "(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
        "lower-case ASCII labels joined by dots, without scheme, port and wildcard", "www.example.com");

    public static readonly TextFormat HostFolder = new(
        "a folder on the host", "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+){2,}",
        "an absolute path of at least two parts, of letters, digits and . _ @ + -, without `..` and without a slash at the end", "/srv/shop");

    public static readonly TextFormat RelativePath = new(
        "a path in the project", "(?!/)(?!\\./)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!\\.slipway(?:/|$))[^\\u0000-\\u001f\\\\]*[^\\u0000-\\u001f\\\\/]/?",
        "a path relative to the project's folder, without `.`, `..`, backslash and `.slipway`", "storage/app");

    public static readonly TextFormat Pattern = new(
        "an exclude pattern", "[^\\u0000-\\u001f]*[^\\u0000-\\u0020]",
        "one line in gitignore syntax", "/docs/");

    public static readonly TextFormat UrlPath = new(
        "a URL path", "/(?!/)[!$-\\[\\]_a-z~|]*",
        "a path that starts with a slash, in ASCII without blanks, quotes and #", "/health");

    public static readonly TextFormat Check = new(
        "the id of a check", "[a-z]+\\.[a-z0-9_]+", "group and name, joined by a dot", "env.debug_off");

    public static readonly TextFormat Line = new(
        "a text", "[^\\u0000-\\u001f]*[^\\u0000-\\u0020]", "one line, not empty", "laravel-server");
}
