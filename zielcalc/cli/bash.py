"""Bash: completion for a shell that takes words apart at `=`, as click offers it otherwise."""

from __future__ import annotations

from click.shell_completion import BashComplete, add_completion_class

_REPLY = "COMPREPLY+=($value)"


class Bash(BashComplete):
    """Puts `--agreement=FILE` together again, and sets no blank behind `MEASURE=`."""

    source_template = BashComplete.source_template.replace(
        _REPLY, f"{_REPLY}\n            [[ $value == *= ]] && compopt -o nospace"
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the cursor and the one at it, those around a `=` as one."""
        args, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in [*args, incomplete]:
            if words and (word == "=" or words[-1].endswith("=")) and words[-1].startswith("--"):
                words[-1] += word
            else:
                words.append(word)
        return words[:-1], words[-1]


add_completion_class(Bash)
