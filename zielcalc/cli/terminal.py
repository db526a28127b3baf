"""The terminal: what it can show, and how text leaves: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import NoReturn

from zielcalc.model.problem import Place, Problem, UsageError
from zielcalc.model.quantity import Lang
from zielcalc.write.clean import folded

PIPE_WIDTH = 80


def default_lang() -> Lang:
    """Give the language of the environment: German where the locale says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "de" if value.casefold().startswith("de") else "en"
    if sys.platform == "win32":
        import locale

        return "de" if (locale.getlocale()[0] or "").casefold().startswith(("de", "german")) else "en"
    return "en"


def width() -> int:
    """Give the columns there are: COLUMNS, else the terminal's, else 80."""
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def has_color(is_refused: bool, output: str | None) -> bool:
    """Say whether to colour: no file; NO_COLOR and --no-color refuse, FORCE_COLOR demands, else a terminal decides."""
    if is_refused or os.environ.get("NO_COLOR") or output is not None:
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Say whether somebody reads standard output at a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def stdout_encoding() -> str:
    """Give the encoding of standard output."""
    return (sys.stdout and sys.stdout.encoding) or "utf-8"


def put(text: str | bytes, output: str | None, encoding: str = "utf-8") -> None:
    """Write a result to a file, or to standard output; bytes as they are. Raises UsageError where it cannot be."""
    if output is None:
        put_data(text if isinstance(text, bytes) else folded(text, encoding).encode(encoding, "backslashreplace"))
        return
    try:
        _to_file(text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"), output)
    except (OSError, ValueError) as error:
        raise _unwritable(error, output) from None


def refuse_overwriting(outputs: Iterable[str | None], inputs: Iterable[str]) -> None:
    """Refuse to write over a file that is being read. Raises UsageError."""
    present = [output for output in outputs if output is not None and os.path.isfile(output)]
    read = {os.path.realpath(file) for file in inputs if file != "-"} if present else ()
    for output in present:
        if os.path.realpath(output) in read:
            raise UsageError([Problem("output-is-input", Place(output))])


def refuse_replacing(output: str | None, inputs: Iterable[str]) -> None:
    """Refuse to write over any file: what is filled in there is the work of hours. Raises UsageError."""
    refuse_overwriting([output], inputs)
    if output is not None and os.path.isfile(output):
        raise UsageError([Problem("already-there", Place(output))])


def put_data(data: bytes) -> None:
    """Write bytes to standard output. Raises UsageError where they cannot be written."""
    if sys.stdout is None:
        raise _unwritable(OSError("closed"), "<stdout>")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read us has seen enough; the verdict stands. What is left in the buffer must not fail at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _unwritable(error, "<stdout>") from None


def _to_file(data: bytes, file: str) -> None:
    """Write beside the file, then put it in its place in one step; a device or a pipe is written directly."""
    import tempfile
    from pathlib import Path

    path = Path(file).resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(error: Exception, file: str) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError([Problem("cannot-write", Place(file), {"reason": reason})])


def say(text: str) -> None:
    """Print to standard error, in what it can show; nothing fails if nobody listens."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.buffer.write(folded(text, encoding).encode(encoding, "backslashreplace"))
        sys.stderr.buffer.flush()


@contextlib.contextmanager
def working(text: str, after: float = 1.0) -> Iterator[None]:
    """Say at a terminal that work goes on when it takes longer than `after` seconds; nothing is left of it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from threading import Event, Timer

    is_told = Event()

    def tell() -> None:
        say(f"{text} …")
        is_told.set()

    timer = Timer(after, tell)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if is_told.is_set():
            say("\r\033[K")


def end(code: int) -> NoReturn:
    """End the process at once: taking the interpreter apart would cost more than a tenth of a command's time."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
