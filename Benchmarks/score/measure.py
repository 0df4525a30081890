"""Times the contenders on one table after another, in turns, and prints Markdown. Started by `run`.

    measure.py WORK ROWS...

Environment: JIXIAO (release binary), ROUNDS (3), WAIT (how often a round that others disturbed is tried again, 20).
Wall is the whole process from its start to its end; `work` is what a peer itself counts, without the import of its
engine. Peak memory is the kernel's; `own` is the part of it that is no mapped file, sampled every 5 ms. A round
counts as disturbed when other processes took over a tenth of the machine's cores that it may use.
"""
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PEERS = ["duckdb", "polars"]


def busy_seconds():
    """What all processes have taken on all cores since the machine started."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, soft, *_ = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def sample_own(pid, found, stop):
    while not stop.wait(0.005):
        try:
            with open(f"/proc/{pid}/status") as file:
                found.append(next((int(line.split()[1]) for line in file if line.startswith("RssAnon")), 0))
        except (OSError, ValueError):
            return


class Round:
    def __init__(self, command, cores):
        busy, started = busy_seconds(), time.perf_counter()
        process = subprocess.Popen(["taskset", "-c", cores, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        own, stop = [0], threading.Event()
        sampler = threading.Thread(target=sample_own, args=(process.pid, own, stop))
        sampler.start()
        # Little is written, so both pipes hold it until the process has ended.
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - started
        stop.set()
        sampler.join()
        process.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.output, self.errors = process.stdout.read(), process.stderr.read()
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak, self.own = usage.ru_maxrss / 1024, max(own) / 1024
        self.others = max(0, busy_seconds() - busy - self.processor) / self.wall
        self.is_disturbed = self.others > 0.1 * len(os.sched_getaffinity(0))
        # 1 says that there are findings.
        self.has_failed = self.code not in ((0, 1) if "score" in command else (0,))
        self.work = None if "score" in command else float(self.output.split()[0]) if not self.has_failed else None


def quiet_round(command, cores, tries):
    """The first round that nobody disturbed, else the least disturbed."""
    best = None
    for attempt in range(tries):
        tried = Round(command, cores)
        if tried.has_failed or not tried.is_disturbed:
            return tried
        if best is None or tried.others < best.others:
            best = tried
        if attempt < tries - 1:
            time.sleep(1)
    return best


def counted(done):
    return done.wall if done.work is None else done.work


def contenders(work, table, rows, jixiao):
    python = sys.executable
    for cores in (1, 2):
        for peer in PEERS:
            output = work / f"{peer}-{cores}-{rows}.csv"
            yield peer, cores, output, [python, str(HERE / "peers.py"), str(table), peer, str(cores), str(output)]
        if jixiao:
            output = work / f"jixiao-{cores}-{rows}.csv"
            yield "jixiao", cores, output, [jixiao, "score", str(table), "--output", str(output)]


def prepared(work, rows):
    table, reference = work / f"table-{rows}.csv", work / f"reference-{rows}.csv"
    generator = HERE / "generate.py"
    if not table.exists() or table.stat().st_mtime < generator.stat().st_mtime:
        reference.unlink(missing_ok=True)
        subprocess.run([sys.executable, str(generator), str(rows), str(table)], check=True)
    if not reference.exists() or reference.stat().st_mtime < (HERE / "reference.py").stat().st_mtime:
        subprocess.run([sys.executable, str(HERE / "reference.py"), str(table), str(reference)], check=True)
    with open(table, "rb") as file:
        while file.read(1 << 24):
            pass
    return table, reference


def compared(reference, output, is_exact):
    command = [sys.executable, str(HERE / "compare.py"), str(reference), str(output)] + (["--exact"] if is_exact else [])
    done = subprocess.run(command, capture_output=True, text=True)
    return ", ".join(done.stdout.split(", ")[1:]).strip() + (f" ({done.stderr.strip()})" if done.returncode else "")


def measure(work, rows, jixiao, rounds, tries):
    table, reference = prepared(work, rows)
    field = list(contenders(work, table, rows, jixiao))
    taken = {(name, cores): [] for name, cores, _, _ in field}
    for _ in range(rounds):
        for name, cores, output, command in field:
            if taken[name, cores] is None:
                continue
            output.unlink(missing_ok=True)
            done = quiet_round(command, "0" if cores == 1 else "0,1", tries)
            if done.has_failed or not output.exists():
                print(f"{name} on {cores} cores ended with {done.code}: {done.errors.strip()[-300:]}\n", file=sys.stderr)
                taken[name, cores] = None
            else:
                taken[name, cores].append(done)
    megabytes = table.stat().st_size / 1e6
    lines = []
    for name, cores, output, _ in field:
        if not taken[name, cores]:
            continue
        middle = {value: median(getattr(done, value) for done in taken[name, cores]) for value in ("wall", "processor", "peak", "own")}
        inner, least = (choose(map(counted, taken[name, cores])) for choose in (median, min))
        disturbed = sum(done.is_disturbed for done in taken[name, cores])
        lines.append((name, cores, inner, least, middle, compared(reference, output, name == "jixiao"), disturbed))
    print(f"### {rows:,} rows, {megabytes:.1f} MB\n")
    print("| engine | cores | work s | best | process s | processor s | peak MB | own MB | beside the reference | disturbed rounds |\n|---|---|---|---|---|---|---|---|---|---|")
    for name, cores, inner, least, middle, verdict, disturbed in lines:
        print(f"| {name} | {cores} | {inner:.3f} | {least:.3f} | {middle['wall']:.3f} | {middle['processor']:.2f} | {middle['peak']:.0f} | {middle['own']:.0f} "
            f"| {verdict} | {disturbed} of {rounds} |")
    print()
    best = {cores: min((line[2], line[0]) for line in lines if line[1] == cores and line[0] in PEERS) for cores in (1, 2)}
    for name, cores, inner, *_ in lines:
        if name == "jixiao":
            print(f"jixiao on {cores} takes {inner / best[cores][0]:.2f} of {best[cores][1]} on {cores}, {inner / best[2][0]:.2f} of {best[2][1]} on 2 (its process beside their work).")
    print(flush=True)
    return {(name, cores): inner for name, cores, inner, *_ in lines}


def main():
    work = Path(sys.argv[1])
    sizes = [int(size) for size in sys.argv[2:]]
    jixiao = os.environ.get("JIXIAO", "")
    if jixiao:
        help = subprocess.run([jixiao, "score", "--help"], capture_output=True) if os.access(jixiao, os.X_OK) else None
        if help is None or help.returncode:
            print(f"jixiao is left out: {'no such program' if help is None else 'it has no command score'} at JIXIAO.\n")
            jixiao = ""
    else:
        print("jixiao is left out: JIXIAO names no release binary.\n")
    rounds, tries = int(os.environ.get("ROUNDS", 3)), int(os.environ.get("WAIT", 20))
    found = {rows: measure(work, rows, jixiao, rounds, tries) for rows in sizes}
    growing = [(small, large) for small, large in zip(sizes, sizes[1:]) if large > small]
    if growing:
        print("### Growth\n\n| engine | cores | " + " | ".join(f"{small:,} to {large:,}" for small, large in growing) + " |\n|---|---|" + "---|" * len(growing))
        for key in found[sizes[0]]:
            cells = [f"{found[large][key] / found[small][key]:.2f}" if key in found[large] else "" for small, large in growing]
            print(f"| {key[0]} | {key[1]} | " + " | ".join(cells) + " |")


main()
