"""Serves an office that `fill.py` made, drives it with `load`, and prints one table. Started by `run`.

    measure.py BINARY FOLDER LOAD

Each round: the disk alone, the bare server, lists alone, roll-ups alone, saves alone, then saves with lists and roll-ups among them. Afterwards every
acknowledged save must be there as two revisions, the roll-up must count every indicator, and the chain must verify.
"""
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

binary, folder, load = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
rounds, seconds, rate = (int(os.environ.get(name, usual)) for name, usual in (("ROUNDS", 3), ("SECONDS", 30), ("RATE", 200)))
environment = dict(os.environ, JIXIAO_DATABASE=f"sqlite:{folder}/office.sqlite", SWIFT_BACKTRACE="enable=no")
filled = json.loads((folder / "filled.json").read_text())
editor, bureau = ((folder / f"token-{name}").read_text() for name in ("editor", "bureau"))
(folder / "hello.txt").write_text("/hello\n")
(folder / "rollup.txt").write_text("/api/v1/rollup?year=2025&stage=self-evaluation\n")


def disk():
    """What a group commit cannot be faster than: 500 appends of 64 KiB, each put on the disk, in ms."""
    path, block, times = folder / "disk.probe", os.urandom(1 << 16), []
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for _ in range(500):
        os.write(file, block)
        start = time.perf_counter()
        os.fdatasync(file)
        times.append((time.perf_counter() - start) * 1000)
    os.close(file)
    path.unlink()
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)], times[-1]


def processor(pid):
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


def busy():
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, soft, *_ = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


# Where others share the cores: BEFORE="chrt -f 1" (as root) lets server and generator go before them.
before = os.environ.get("BEFORE", "").split()
server = subprocess.Popen([*before, binary, "serve", "--port", "0", "--quiet", "--rate-limit", "0"], env=environment, stderr=subprocess.PIPE, text=True)
line = server.stderr.readline()
port = int(line.split("127.0.0.1:")[1].split("，")[0].split(";")[0])


def get(path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Authorization": "Bearer " + bureau})
    return json.loads(connection.getresponse().read())


def drive(turn, seconds, *streams):
    """One run of the generator: figures by stream, and what it cost on both sides."""
    used, own, started = processor(server.pid), busy(), time.perf_counter()
    done = subprocess.run([*before, load, str(port), str(seconds), str(20261126 + turn), *streams], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"load: {done.stderr[-3000:]}")
    sys.stderr.write(done.stderr)
    took = time.perf_counter() - started
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    figures = {line[0]: dict(zip(("due", "well", "refused", "p50", "p99", "max", "bytes", "rate"), map(float, line[1:]))) for line in lines if line[0] != "generator"}
    generator = next(list(map(float, line[1:])) for line in lines if line[0] == "generator")
    used = processor(server.pid) - used
    for figure in figures.values():
        figure.update(server=used / took, generator=generator[1] / took, late=generator[2], others=max(0, busy() - own - used - generator[1]) / took)
    return figures


def saves(name="save"):
    return f"{name},save,{rate},64,{editor},{folder}/saves.tsv"


taken, acknowledged = {}, 0


def keep(name, figure):
    taken.setdefault(name, []).append(figure)


begins = get("/api/v1/rollup?year=2025&stage=self-evaluation")
drive(0, 3, saves(), f"list,get,20,8,{bureau},{folder}/lists.txt")["save"]
warm = drive(0, 3, saves())["save"]["well"]
versions_before = sum(int(line.split()[1]) for line in open(f"{folder}/saves.tsv.versions"))
for turn in range(rounds):
    keep("disk", dict(zip(("p50", "p99", "max"), disk())))
    for name, figure in drive(turn, 5, f"hello,loop,0,16,,{folder}/hello.txt").items():
        keep(name, figure)
    for name, figure in drive(turn, 10, f"list alone,get,50,8,{bureau},{folder}/lists.txt").items():
        keep(name, figure)
    for name, figure in drive(turn, 10, f"roll-up alone,loop,0,1,{bureau},{folder}/rollup.txt").items():
        keep(name, figure)
    alone = drive(turn, seconds, saves("save alone"))
    keep("save alone", alone["save alone"])
    mixed = drive(turn, seconds, saves("save"), f"list,get,50,8,{bureau},{folder}/lists.txt")
    for name, figure in mixed.items():
        keep(name, figure)
    full = drive(turn, seconds, saves("save +"), f"list +,get,50,8,{bureau},{folder}/lists.txt", f"roll-up +,get,0.5,2,{bureau},{folder}/rollup.txt")
    for name, figure in full.items():
        keep(name, figure)
    acknowledged += alone["save alone"]["well"] + mixed["save"]["well"] + full["save +"]["well"]
    print(f"round {turn + 1} of {rounds}: save p99 {mixed['save']['p99']:.1f} ms, others took {mixed['save']['others']:.2f} cores", file=sys.stderr, flush=True)

ends = get("/api/v1/rollup?year=2025&stage=self-evaluation")
peak = resident(server.pid)
server.send_signal(signal.SIGTERM)
server.wait(60)
versions = sum(int(line.split()[1]) for line in open(f"{folder}/saves.tsv.versions"))
size = sum(path.stat().st_size for path in folder.glob("office.sqlite*") if path.is_file()) / 1e6
verify = subprocess.run([binary, "verify"], env=environment, capture_output=True, text=True)

indicators = sum(level["indicators"] for level in ends["levels"])
good = indicators == filled["indicators"] == sum(level["indicators"] for level in begins["levels"]) and versions - versions_before == acknowledged and verify.returncode == 0
print(f"\n{filled['units']} units, {filled['cases']:,} cases, {indicators:,} indicators of 2025, database {size:,.0f} MB, server at most {peak:.0f} MB; {rate} saves a second due, {rounds} rounds of {seconds} s\n")
print("| | due a second | answered | p50 ms | p99 ms | max ms | aim p99 | server cores | generator cores | late ms | others' cores |\n|---|---|---|---|---|---|---|---|---|---|---|")
words = [
    ("disk", "fdatasync of 64 KiB", None, ""), ("hello", "hello, 16 connections, as fast as it goes", None, ""), ("list alone", "case list of a unit, alone", 50, "20"), ("list", "case list, amid saves", 50, "20"),
    ("list +", "case list, amid saves and roll-ups", 50, "20"), ("roll-up alone", "region roll-up, alone, one after another", None, "1000"), ("roll-up +", "region roll-up, amid saves and lists", 0.5, "1000"),
    ("save alone", "save of 20 indicators, alone", rate, "50"), ("save", "save, amid lists", rate, "50"), ("save +", "save, amid lists and roll-ups", rate, "50"),
]
for name, told, due, aim in words:
    middle = {key: median(figure[key] for figure in taken[name]) for key in taken[name][0]}
    cells = [told, "" if due is None else str(due), f"{middle['rate']:.1f} /s" + (f", {sum(figure['refused'] for figure in taken[name]):.0f} refused" if any(figure["refused"] for figure in taken[name]) else "") if "rate" in middle else ""]
    cells += [f"{middle['p50']:.2f}", f"{middle['p99']:.2f}", f"{max(figure['max'] for figure in taken[name]):.1f}", aim]
    cells += [f"{middle[key]:.2f}" for key in ("server", "generator", "late", "others")] if "server" in middle else [""] * 4
    print("| " + " | ".join(cells) + " |")
each = [told + " " + ", ".join(f"{figure['p99']:.1f}" for figure in taken[name]) for name, told, *_ in words if name.startswith(("save", "list"))]
print("\np99 of each round: " + "; ".join(each))
print(f"{acknowledged:.0f} saves acknowledged, {versions - versions_before} versions counted; verify {'holds' if verify.returncode == 0 else 'BROKEN: ' + verify.stderr[-500:]}")
sys.exit(0 if good else 1)
