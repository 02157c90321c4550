using System.CommandLine;

namespace Sensorcast.Cli.Completion;

/// <summary><c>sensorcast completion</c>: prints what a shell runs so that Tab completes commands, options and names.</summary>
internal static class CompletionCommand
{
    /// <summary>The scripts run the program itself, with the directive of System.CommandLine, so they complete all that it knows.</summary>
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # bash completion for sensorcast: put this into ~/.bashrc:  source <(sensorcast completion bash)
            _sensorcast() {
                local line="${COMP_LINE:0:COMP_POINT}" word="" IFS=$'\n'
                line="${line#* }"
                [[ $line == *' ' ]] || word="${line##* }"
                COMPREPLY=($(compgen -W "$(sensorcast "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
                # bash breaks words at = and :, and replaces only what follows the last of them.
                local broken="${word%"${word##*[=:]}"}"
                COMPREPLY=("${COMPREPLY[@]#"$broken"}")
                [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
            }
            complete -o default -F _sensorcast sensorcast

            """,
        ["zsh"] = """
            #compdef sensorcast
            # zsh completion for sensorcast: put this into ~/.zshrc, after compinit:  source <(sensorcast completion zsh)
            _sensorcast() {
                local line="${BUFFER[1,CURSOR]#* }"
                local -a found names
                found=("${(@f)$(sensorcast "[suggest:${#line}]" "$line" 2>/dev/null)}")
                found=(${found:#})
                names=(${(M)found:#*=})
                compadd -S '' -a names
                names=(${found:#*=})
                compadd -a names
                (( ${#found} )) || _files
            }
            compdef _sensorcast sensorcast

            """,
        ["fish"] = """
            # fish completion for sensorcast: sensorcast completion fish > ~/.config/fish/completions/sensorcast.fish
            function __sensorcast_complete
                set -l line (commandline --cut-at-cursor | string replace -r '^\s*\S+\s' '' | string collect)
                sensorcast "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c sensorcast -f -a '(__sensorcast_complete)'
            complete -c sensorcast -s o -l output -r -F
            complete -c sensorcast -l token-file -r -F
            complete -c sensorcast -l picture -r -F

            """,
        ["pwsh"] = """
            # PowerShell completion for sensorcast: put this into $PROFILE:  sensorcast completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName sensorcast -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition) -replace '^\S+\s', ''
                sensorcast "[suggest:$($line.Length)]" $line 2>$null |
                    Where-Object { $_ -like "$wordToComplete*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = $"Which shell: {string.Join(", ", Scripts.Keys)}.",
            HelpName = string.Join('|', Scripts.Keys),
        };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        shell.Validators.Add(static result =>
        {
            string given = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!Scripts.ContainsKey(given))
            {
                result.AddError($"There is a completion for {Nearest.Join([.. Scripts.Keys])}, not for '{given}'.");
            }
        });
        var command =
            new Command("completion", "Prints a shell's completion: commands, options, and the names of a board's channels.") { shell };
        command.SetAction(parsed => Console.Out.Write(Scripts[parsed.GetRequiredValue(shell)]));
        return command;
    }
}
