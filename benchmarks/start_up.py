"""How long a command takes against `python -c "import click, yaml"`: medians of alternating runs, as ratios.

python benchmarks/start_up.py [RUNS]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
ZIELCALC = [sys.executable, "-m", "zielcalc"]
CHECK = [*ZIELCALC, "check", str(ROOT / "examples/months_invented.csv"), "-a", str(ROOT / "agreement_2016.yaml")]
BASE = "import click, yaml"
COMMANDS = {
    BASE: [sys.executable, "-c", BASE],
    "--version": [*ZIELCALC, "--version"],
    "check -f json": [*CHECK, "-f", "json"],
    "check -f plain": [*CHECK, "-f", "plain"],
    "check": CHECK,
}
MOST = {"--version": 0.8, "check -f json": 1.5, "check -f plain": 1.6, "check": 2.6}


def seconds(command: list[str], folder: str) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS.values():
            seconds(command, folder)
        taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, command in COMMANDS.items():
                taken[name].append(seconds(command, folder))
    base = median(taken[BASE])
    for name, times in taken.items():
        bound = f"   (at most {MOST[name]})" if name in MOST else ""
        print(f"{name:20} {median(times) * 1000:7.1f} ms   {median(times) / base:5.2f}{bound}")


if __name__ == "__main__":
    main()
