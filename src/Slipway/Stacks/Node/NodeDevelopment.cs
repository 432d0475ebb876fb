using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>Starts of the Node world that serve a developer only, and what production runs.</summary>
internal static class NodeDevelopment
{
    private const string Node = "\"start\": \"node {file}\"";
    private const string Compile = "compile it in the build script (tsc), then \"start\": \"node {compiled}\"";
    private const string Site = "no start script: the site is built (";

    public static IReadOnlyList<DevelopmentStart> All { get; } =
    [
        new(["nodemon", "ts-node"], Compile), new(["nodemon"], Node), new(["node-dev"], Node), new(["supervisor"], Node),
        new(["node", "ts-node/register"], Compile), new(["node", "ts-node/esm"], Compile), new(["node", "ace", "serve"], "\"start\": \"node bin/server.js\""),
        new(["node", "--watch"], Node), new(["node", "--inspect"], Node), new(["bun", "--watch"], "\"start\": \"bun {file}\""), new(["bun", "--hot"], "\"start\": \"bun {file}\""),
        new(["ts-node"], Compile), new(["ts-node-dev"], Compile), new(["ts-node-esm"], Compile), new(["tsnd"], Compile), new(["babel-node"], Compile),
        new(["tsx", "watch"], "\"start\": \"tsx {file}\""), new(["tsx", "--watch"], "\"start\": \"tsx {file}\""),
        new(["nest", "start"], "\"build\": \"nest build\", \"start\": \"node dist/main\""),
        new(["nx"], "\"build\": \"nx build <app>\", \"start\": \"node dist/apps/<app>/main.js\"") { Unless = "build" },
        new(["turbo"], Node) { Unless = "build" },
        new(["next"], "\"start\": \"next start\"") { Unless = "start" },
        new(["nuxt"], "\"start\": \"node .output/server/index.mjs\""), new(["nuxi"], "\"start\": \"node .output/server/index.mjs\""),
        new(["remix", "dev"], "\"start\": \"remix-serve build/index.js\""), new(["remix", "vite:dev"], "\"start\": \"remix-serve build/server/index.js\""),
        new(["react-router", "dev"], "\"start\": \"react-router-serve build/server/index.js\""),
        new(["vinxi"], "\"start\": \"node .output/server/index.mjs\""), new(["strapi", "develop"], "\"start\": \"strapi start\""),
        new(["medusa", "develop"], "\"start\": \"medusa start\""), new(["keystone", "dev"], "\"start\": \"keystone start\""),
        new(["vite"], Site + "vite build)") { Unless = "build" }, new(["svelte-kit"], Site + "vite build)"),
        new(["astro"], Site + "astro build)") { Unless = "build" }, new(["gatsby"], Site + "gatsby build)") { Unless = "build" },
        new(["ng", "serve"], Site + "ng build)"), new(["react-scripts", "start"], Site + "react-scripts build)"), new(["vue-cli-service", "serve"], Site + "vue-cli-service build)"),
        new(["webpack", "serve"], Site + "webpack)"), new(["webpack", "--watch"], Site + "webpack)"), new(["webpack-dev-server"], Site + "webpack)"),
        new(["parcel"], Site + "parcel build)") { Unless = "build" }, new(["eleventy"], Site + "eleventy)"), new(["docusaurus"], Site + "docusaurus build)") { Unless = "build" },
        new(["vitepress"], Site + "vitepress build)") { Unless = "build" }, new(["ember"], Site + "ember build)") { Unless = "build" },
        new(["live-server"], Site + "its folder)"), new(["browser-sync"], Site + "its folder)"), new(["storybook"], Site + "storybook build)"), new(["start-storybook"], Site + "build-storybook)"),
        new(["vercel"], Node), new(["netlify"], Node), new(["wrangler"], Node), new(["serverless", "offline"], Node), new(["sls", "offline"], Node), new(["expo"], Node),
    ];

    public static ScriptEnd.Develops? Find(IReadOnlyList<string> words) =>
        All.FirstOrDefault(start => start.Fits(words)) is { } found ? new ScriptEnd.Develops(Shell.Join(words), Text(found, words)) : null;

    private static string Text(DevelopmentStart found, IReadOnlyList<string> words)
    {
        var file = words.Skip(1).FirstOrDefault(word => word.Contains('.') && !word.StartsWith('-') && !word.EndsWith(".json", StringComparison.Ordinal)) ?? "server.js";
        var typed = Path.GetExtension(file) is ".ts" or ".mts" or ".cts";
        var text = found.Instead == Node && typed ? Compile : found.Instead;
        return text.Replace("{file}", file).Replace("{compiled}", $"dist/{Path.GetFileNameWithoutExtension(file)}.js");
    }
}
