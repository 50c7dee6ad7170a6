"""`auditor completion`: the script that lets a shell complete commands, options and their values."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.cli.frame import output

_INSTALL = {
    "bash": "echo 'eval \"$(auditor completion bash)\"' >> ~/.bashrc",
    "zsh": "echo 'eval \"$(auditor completion zsh)\"' >> ~/.zshrc",
    "fish": "auditor completion fish > ~/.config/fish/completions/auditor.fish",
}


@click.command(help=_("Print the completion script of a shell. Its first line tells how to install it."))
@click.argument("shell", type=click.Choice(list(_INSTALL)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a completion script."""
    from click.shell_completion import ShellComplete, get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    script = made(ctx.find_root().command, {}, "auditor", "_AUDITOR_COMPLETE")
    output.show(" ".join(("#", _("To install it:"), _INSTALL[shell])))
    # bash’s own source() runs a bash to ask its version, which tells nothing of the shell that will read this.
    output.show(ShellComplete.source(script))
