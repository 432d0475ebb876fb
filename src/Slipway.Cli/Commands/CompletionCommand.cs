using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway completion bash|zsh|fish</c>: the script goes to standard output as it is.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new VerbCommand("completion", "Print the script that completes slipway's commands in your shell")
        {
            Examples =
            [
                new("slipway completion bash > ~/.local/share/bash-completion/completions/slipway", "bash"),
                new("slipway completion zsh > ~/.zfunc/_slipway", "zsh"),
                new("slipway completion fish > ~/.config/fish/completions/slipway.fish", "fish"),
            ],
        };
        command.Add(shell);
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(Script(parse.GetRequiredValue(shell))));
        return command;
    }

    internal static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    private const string Bash = """
        _slipway() {
          local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}"
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
        }
        complete -o default -F _slipway slipway

        """;

    private const string Zsh = """
        #compdef slipway
        _slipway() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- ${found:#}
        }
        if [ "$funcstack[1]" = "_slipway" ]; then _slipway "$@"; else compdef _slipway slipway; fi

        """;

    private const string Fish = """
        function __slipway_complete
          set -l line (commandline -cp)
          slipway "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c slipway -a '(__slipway_complete)'

        """;
}
