"""`auditor completion`: the script that lets a shell complete commands, options and their values."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.completing import VARIABLE

_INSTALL = {
    "bash": "echo 'eval \"$(auditor completion bash)\"' >> ~/.bashrc",
    "zsh": "echo 'eval \"$(auditor completion zsh)\"' >> ~/.zshrc",
    "fish": "auditor completion fish > ~/.config/fish/completions/auditor.fish",
}


_BASH = """\
_auditor_completion() {
    local type value typed=${COMP_WORDS[COMP_CWORD]}
    while IFS=, read -r type value; do
        case $type in
            dir) COMPREPLY=(); compopt -o dirnames ;;
            file) COMPREPLY=(); compopt -o default ;;
            plain)
                case $typed in
                    \\"*) COMPREPLY+=("$(sed 's/[\\\\"$`]/\\\\&/g' <<< "$value")") ;;
                    \\'*) COMPREPLY+=("$(sed "s/'/'\\\\\\\\''/g" <<< "$value")") ;;
                    *) printf -v value %q "$value"; COMPREPLY+=("$value") ;;
                esac ;;
        esac
    done < <(IFS=$'\\n'; env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" VARIABLE=bash_complete "$1")
}
complete -o nosort -F _auditor_completion auditor
"""
"""Each completion is one word for the shell, also after an opening quote. click's own script puts it there as it is."""

_FISH = """\
function _auditor_completion
    for completion in (env VARIABLE=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
            COMP_CWORD=(commandline -ct | string collect) auditor)
        set -l parts (string split -m 1 , -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo -- $parts[2]
        end
    end
end
complete --no-files --command auditor --arguments "(_auditor_completion)"
"""
"""fish makes one word of each line by itself; click's own script ends it at its first comma."""


@click.command(help=_("Print the completion script of a shell. Its first line tells how to install it."))
@click.argument("shell", type=click.Choice(list(_INSTALL)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a completion script."""
    output.show(" ".join(("#", _("To install it:"), _INSTALL[shell])))
    output.show(_script(ctx.find_root().command, shell))


def _script(program: click.Command, shell: str) -> str:
    from click.shell_completion import ZshComplete

    if shell == "zsh":
        # zsh makes one word of each completion by itself.
        return ZshComplete(program, {}, "auditor", VARIABLE).source()
    return {"bash": _BASH, "fish": _FISH}[shell].replace("VARIABLE", VARIABLE)
