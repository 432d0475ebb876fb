using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>Commands in a start script that build: a release is built before it starts.</summary>
internal static class BuildCommands
{
    private static readonly string[] Installers = ["install", "ci", "i"];

    private static readonly string[] Builders =
    [
        "tsc", "tsup", "swc", "babel", "esbuild", "rollup", "webpack", "gulp", "grunt", "make", "vue-cli-service", "ng", "nx", "turbo", "lerna", "tsc-alias", "rimraf",
    ];

    private static readonly string[] Together = ["concurrently", "npm-run-all", "run-p", "run-s", "conc", "wireit"];

    /// <summary>True for what has happened already when the release starts: packages are installed, and the build script has run.</summary>
    public static bool Skips(IReadOnlyList<string> words, PackageJson package)
    {
        if (words is ["npm" or "yarn" or "pnpm" or "bun", var verb, ..] && Installers.Contains(verb))
            return true;
        var text = Shell.Join(words);
        return package.Scripts.TryGetValue("build", out var build)
            && (text is "npm run build" or "yarn build" or "yarn run build" or "pnpm build" or "pnpm run build" or "bun run build" || build.Contains(text, StringComparison.Ordinal));
    }

    /// <returns>Why this program does not serve; null when it may.</returns>
    public static string? NotServing(IReadOnlyList<string> words, PackageJson package)
    {
        var program = words[0];
        if (Together.Contains(program))
            return $"{program} starts several programs: start one, name the others under services.workers in slipway.yaml";
        if (Builders.Contains(program) || words is [_, "build", ..])
            return $"\"{Shell.Join(words)}\" builds: put it into the build script";
        return package.DevDependencies.ContainsKey(program) && !package.Dependencies.ContainsKey(program)
            ? $"{program} is a development dependency and is not installed on a host" : null;
    }
}
