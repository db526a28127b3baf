"""The command `zielcalc`, also as `python -m zielcalc`."""

import gc
import sys

from zielcalc._version import __version__


def main() -> None:
    """Run the command; `--version` alone is answered before anything is imported."""
    if sys.argv[1:] == ["--version"]:
        try:
            sys.stdout.write(f"zielcalc {__version__}\n")
            sys.stdout.flush()
        except (OSError, AttributeError):
            pass  # The whole program says what is wrong.
        else:
            return
    # A command is short and makes no circles worth collecting: looking for them costs a tenth of its time.
    gc.disable()
    from zielcalc.cli.run import run

    run()


if __name__ == "__main__":
    main()
