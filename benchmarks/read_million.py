"""What reading a long CSV costs, as a multiple of `for row in csv.reader(file): pass` over the same file.

Prints the median ratio of alternating runs and the peak memory of each reader, every run in a process of its own.
Run from the project's folder: python benchmarks/read_million.py [rows] [runs]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.reader(file):
        pass
"""
READ = """
import sys
from zielcalc.read.actuals_file import load_actuals
actuals = load_actuals([sys.argv[1]], agreement())
"""
AGREEMENT = """
from fractions import Fraction
from zielcalc.model.agreement import NOWHERE, Agreement, Figure, Measure
from zielcalc.model.period import Month, Year
from zielcalc.model.unit import COUNT
def agreement():
    elb = Measure(id="elb", label="eLb", group=None, unit=COUNT, over_time="mean", window="year", lag=0,
        baseline=Figure(Fraction(13826), 0), plan=None, printed={}, decimals=None, series="elb", aliases=(),
        source=None, note=None, place=NOWHERE)
    return Agreement(title="", year=Year(Month.of(2016, 1)), parties=(), legal_basis=None, judged="rounded",
        decimals={}, final_after=None, data_as_of=None, revisions=(), reservation=None, priorities={}, groups={},
        measures={"elb": elb}, indicators={}, targets={}, breakdown={}, file="", sha256="")
"""
TIMED = """
import json, resource, sys, time
{setup}
def run():
{body}
start = time.perf_counter()
run()
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def write(path: Path, rows: int) -> None:
    """Write a file of many measures, of which the agreement knows one."""
    with path.open("w", encoding="utf-8") as file:
        file.write("measure,period,value,jobcenter\n")
        for number in range(rows):
            name = "elb" if number % 50_000 == 0 else f"bestand_{number % 40}"
            file.write(f"{name},{2000 + number // 50_000}-{number % 12 + 1:02},{number}.5,Viersen\n")


def timed(path: Path, setup: str, body: str) -> tuple[float, int]:
    indented = "".join(f"    {line}\n" for line in body.strip().splitlines())
    code = TIMED.format(setup=setup, body=indented)
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def main(rows: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "actuals.csv"
        write(path, rows)
        bare, read = [], []
        for _ in range(runs):
            bare.append(timed(path, "", BARE))
            read.append(timed(path, AGREEMENT, READ))
    ratio = statistics.median(reading[0] / plain[0] for reading, plain in zip(read, bare, strict=True))
    print(f"{rows:,} rows: {statistics.median(seconds for seconds, _ in read):.2f} s, {ratio:.1f} × csv.reader")
    peaks = [max(peak for _, peak in runs_of) // 1024 for runs_of in (read, bare)]
    print(f"peak memory: {peaks[0]} MB, csv.reader {peaks[1]} MB")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [1_000_000, 7][len(numbers) :]))
