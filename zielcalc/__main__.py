"""The command `zielcalc`, also as `python -m zielcalc`."""

import sys

from zielcalc._version import __version__


def main() -> None:
    """Run the command; `--version` alone is answered before anything is imported."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"zielcalc {__version__}\n")
        return
    from zielcalc.cli.run import run

    run()


if __name__ == "__main__":
    main()
