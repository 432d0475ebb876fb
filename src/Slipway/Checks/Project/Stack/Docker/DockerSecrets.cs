using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Docker;
using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Stack.Docker;

internal sealed partial class DockerSecrets() : ProjectCheck<DockerFacts>(
    new("docker.secrets", "No secret is built into an image", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "Whoever can pull the image can read every layer and every variable of it, also what a later layer removed.",
        Judged = "In the stages that are shipped, ENV and ARG whose names say password, secret, token or key with a value; such an ARG without one in the final stage, because what is given for it stands in the history; COPY or ADD of an env file or a private key; COPY of the whole folder while an env file lies in it that .dockerignore does not keep out; "
            + "a password in an address that RUN fetches. Values that say dummy, build, placeholder or unused are for the build and pass, and so do examples of env files and tracked ones without a secret.",
        Causes = [new("build-needed-it", "a step of the build wanted the variable"), new("no-dockerignore", "there is no .dockerignore, so the whole folder is copied")],
        Remedy = new("Give it to the container when it starts (env_file), or to the build with RUN --mount=type=secret; list .env* in .dockerignore; make a new value."),
        Sources = ["https://docs.docker.com/build/building/secrets/", "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/", "https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    },
    DockerFacts.ReadAsync)
{
    private static readonly string[] ForBuild = ["dummy", "build", "placeholder", "unused", "not-used", "notused", "fake", "collectstatic", "temporary"];

    public override Verdict Judge(DockerFacts facts) => DockerVerdict.Of(CheckOutcome.Fail, facts, file => file.Stages.SelectMany(stage => stage.Instructions)
        .SelectMany(instruction => Faults(instruction, file, facts).Select(fault => new Evidence(fault, file.Where(instruction), file.File.Path))), "A secret is built into an image");

    private static IEnumerable<string> Faults(DockerInstruction instruction, Dockerfile file, DockerFacts facts) => instruction.Name switch
    {
        "ENV" or "ARG" when !IsFinal(instruction, file) && (instruction.Name == "ENV" || instruction.Text.Contains('=')) => [],
        "ENV" or "ARG" when instruction.Name == "ENV" || instruction.Text.Contains('=') => Pairs(instruction.Text).Where(pair => IsSecret(pair.Key, pair.Value)).Select(pair => $"{instruction.Name} {pair.Key} has a value"),
        "ARG" when SecretName.Of(instruction.Text.Trim()) == SecretNaming.Yes && IsFinal(instruction, file) => [$"ARG {instruction.Text.Trim()} stands in the image's history"],
        "COPY" or "ADD" when DockerLayerOrder.CopiesAll(instruction) => IsFinal(instruction, file) ? facts.EnvFiles.GetValueOrDefault(file.File.Path, []).Select(name => $"COPY takes {name} along: .dockerignore does not keep it out") : [],
        "COPY" or "ADD" => instruction.Words.SkipLast(1).Where(word => IsSecretFile(word) && !facts.Harmless.Contains(word.Trim('"', '[', ']', ',').Replace("./", "", StringComparison.Ordinal))).Select(word => $"{instruction.Name} {word} into the image"),
        "RUN" when AddressWithPassword().IsMatch(instruction.Text) => ["RUN fetches from an address with a password in it"],
        _ => [],
    };

    private static bool IsFinal(DockerInstruction instruction, Dockerfile file) => file.Final.Any(stage => stage.Instructions.Contains(instruction));

    private static bool IsSecret(string key, string value) =>
        value.Length >= 4 && SecretValue.Is(key, value) && !value.Contains('$') && !ForBuild.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsSecretFile(string word)
    {
        var name = Path.GetFileName(word.Trim('"', '[', ']', ','));
        return !word.StartsWith("--", StringComparison.Ordinal) && (name == ".env" || (name.StartsWith(".env.", StringComparison.Ordinal) && !ExampleFile().IsMatch(name))
            || name is "id_rsa" or "id_ed25519" or "id_ecdsa" or ".npmrc.secret" or ".netrc" or ".pgpass" or ".my.cnf" || name.EndsWith(".key", StringComparison.Ordinal));
    }

    // ENV A=b C="d e", and the old form ENV A b c.
    private static IEnumerable<(string Key, string Value)> Pairs(string text)
    {
        var matches = Pair().Matches(text);
        if (matches.Count > 0)
            return matches.Select(m => (m.Groups["key"].Value, m.Groups["value"].Value.Trim('"', '\'')));
        var words = text.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 ? [(words[0], words[1].Trim())] : [];
    }

    [GeneratedRegex("""(?<key>[A-Za-z_][A-Za-z0-9_]*)=(?<value>"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\])*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex("example|sample|template|dist|test|encrypted", RegexOptions.CultureInvariant)]
    private static partial Regex ExampleFile();

    [GeneratedRegex(@"\bhttps?://[^\s/:@$]+:[^\s/@$]{4,}@", RegexOptions.CultureInvariant)]
    private static partial Regex AddressWithPassword();
}
