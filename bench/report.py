#!/usr/bin/env python3
"""report.py RESULTS DOCS: writes tables and pictures of what bench/run measured into DOCS/benchmarks.md, between its marks."""
import html
import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

results, docs = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
BEGIN, END = "<!-- bench/run begins -->", "<!-- bench/run ends -->"

# Figures of others, measured in the same way on a machine of the same size; None where nobody measured.
PEERS = ["akoflow in Go 0.4.2", "Argo 4.1.2 as shipped", "Argo as tuned by its authors", "Argo, best of its settings", "no engine", "no engine, here"]

# Requests that akoflow deletes an attempt with, 75 s after its end: a Job by one; a pod by one that lets go of it, and one.
DELETING = {"job": 1, "pod": 2}


def load(name):
    path = results / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def row(workload, qps, unit):
    return load(f"{workload}.{qps}.{unit}")


def makespan(figures):
    if figures is None:
        return "not measured"
    seconds = figures["akoflow"]["makespan_s"]
    return f"**{seconds:.1f} s**" if figures["akoflow"]["complete"] else f"not complete after {seconds:.0f} s"


def audited(figures, *path):
    """What the audit log tells of a row; None when nobody measured, or when it has not come so far."""
    told = None if figures is None else figures.get("audit")
    for key in path:
        told = None if told is None else told.get(key)
    return told


def edge(figures):
    median, last = audited(figures, "edge", "p50_ms"), audited(figures, "edge", "p99_ms")
    if figures is None:
        return "not measured"
    return "no edge seen" if median is None or last is None else f"**{median:.1f} / {last:.1f} ms**"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def peers():
    def both(workload, qps, what):
        return [what(row(workload, qps, "job")), what(row(workload, qps, "pod"))]

    def peak(figures):
        told = audited(figures, "peak_started_per_s")
        return "not measured" if told is None else f"**{told}**"

    def requests(unit):
        told = audited(row("fan-out-1000", "fast", unit), "requests_per_activity", "engine")
        return "not measured" if told is None else f"**{told:.1f}**; {told + DELETING[unit]:.1f} with deletions"

    def floor(workload, qps, key):
        told = [(load(f"floor.{workload}.{qps}.{unit}"), f"{unit}s") for unit in ("job", "pod")]
        return ", ".join(f"{figures[key]:.1f} s ({units})" for figures, units in told if figures) or "–"

    rows = [
        ["chain of 100: edge, p50 / p99", *both("chain-100", "fast", edge), "5.0 / 6.2 s", "10.0 / 10.1 s", "0.98 / 1.0 s", "60 / 149 ms", "1.5 / 3.1 ms (Jobs), 1.8 / 30 (pods)", "–"],
        ["chain of 100, as shipped", *both("chain-100", "default", makespan), "552 s", "> 600 s", "102 s", "12.3 s", "28 s (Jobs), 4.0 s (pods)", floor("chain-100", "default", "total_s")],
        ["Montage of 58, as shipped", *both("montage-58", "default", makespan), "44 s", "70 s", "7.4 s", "–", "–", "–"],
        ["Montage of 472", *both("montage-472", "fast", makespan), "dies", "82 s", "22–23 s", "–", "–", "–"],
        ["1,000 wide, and joined", *both("fan-out-1000", "fast", makespan), "1 of 1,002 after 190 s", "fails", "fails", "fails", "20 s (Jobs), 8 s (pods)", floor("fan-out-1000", "fast", "finished_s")],
        ["1,000 wide, and joined, as shipped", *both("fan-out-1000", "default", makespan), "–", "–", "–", "–", "~120 s (Jobs), 18 s (pods)", floor("fan-out-1000", "default", "finished_s")],
        ["seismology of 1,101", *both("seismology-1101", "fast", makespan), "41 after 180 s", "fails", "fails", "–", "–", "–"],
        ["most starts in a second", *both("fan-out-1000", "fast", peak), "11", "34", "43", "43", "50 (Jobs), 126 (pods)", "–"],
        ["requests of the engine for each activity, until the last pod's end", requests("job"), requests("pod"), "17–379", "3–5", "4–5", "3", "1", "1"],
    ]
    return table(["", "akoflow, Jobs", "akoflow, pods", *PEERS], rows)


def packing():
    rows = []
    for name, workload, qps, units in (
            ("1,000 wide, and joined, control plane as shipped", "fan-out-1000", "default", ("job", "pod")),
            ("seismology of 1,101", "seismology-1101", "fast", ("job", "pod"))):
        for unit in units:
            packed = row(workload + "-packed", qps, unit)
            rows.append([f"{name}, packs as {unit}s", makespan(row(workload, qps, "job")), makespan(row(workload, qps, "pod")), makespan(packed)])
    return table(["", "a Job each", "a pod each", "`packing: auto`"], rows)


def rate(figures):
    return figures["activities"] / figures["makespan_s"]


def api(figures):
    return 1000 * figures["cpu_s"]["kube-apiserver"] / figures["activities"]


def beside(unit):
    """What a bare client and akoflow took for the same; None when one of them was not measured, or did not come to its end."""
    floor, ours = load(f"flat-1000.bare.fast.{unit}"), row("flat-1000", "fast", unit)
    return None if floor is None or ours is None or not ours["akoflow"]["complete"] else (floor, ours["akoflow"])


def bare():
    rows = []
    for unit in ("job", "pod"):
        if (pair := beside(unit)) is None:
            continue
        floor, mine = pair
        rows.append([f"1,000 {unit}s", f"{rate(floor):.1f}/s", f"**{rate(mine):.1f}/s**", f"{100 * rate(mine) / rate(floor):.0f} %",
                     f"{api(floor):.1f} ms", f"**{api(mine):.1f} ms**", f"{api(mine) / api(floor):.2f} ×"])
    if not rows:
        return "not measured"
    return table(["", "bare client", "akoflow", "", "API server's CPU for each, bare", "akoflow", ""], rows)


def profile():
    columns = [(unit, row("flat-1000", "fast", unit)) for unit in ("job", "pod")]
    columns = [(unit, figures["akoflow"]) for unit, figures in columns if figures]
    if not columns:
        return "not measured"
    names = list(columns[0][1]["cpu_s"])
    rows = [[name, *(f"{1000 * figures['cpu_s'].get(name, 0) / figures['activities']:.1f} ms" for _, figures in columns)] for name in names]
    rows.append(["**all**", *(f"**{1000 * sum(figures['cpu_s'].values()) / figures['activities']:.1f} ms**" for _, figures in columns)])
    return table(["CPU for each activity", *(f"{unit}s" for unit, _ in columns)], rows)


def large():
    begin = audited(row("montage-31768-begin", "fast", "pod"), "first_creation_s")
    rows = []
    for name, workload in (("Montage of 31,768, pods", "montage-31768"), ("200 runs of 100, pods", "flat-100"), ("one run of 20,000, pods", "flat-20000")):
        figures = row(workload, "fast", "pod")
        if figures is None:
            rows.append([name, "not measured", "", "", "", "", ""])
            continue
        ours = figures["akoflow"]
        first = begin if workload == "montage-31768" else audited(figures, "first_creation_s")
        rows.append([name, makespan(figures), f"{ours['succeeded']} of {ours['activities']}", f"{ours['succeeded'] / ours['makespan_s']:.1f}/s",
                     "–" if first is None else f"{first:.1f} s", f"{ours['planner']['live_mib']} MiB", f"{ours['gateway']['live_mib']} MiB"])
    return table(["", "took", "succeeded", "rate", "first created after", "planner's heap, live", "gateway's"], rows)


def replay():
    told = load("replay")
    if told is None:
        return "not measured"
    rows = [[each["workload"], each["activities"], f"**{each['makespan_s']:.1f} s**", f"{each['list_schedule_s']:.1f} s",
             f"{each['makespan_s'] / each['list_schedule_s']:.3f} ×", f"{each['critical_path_s']:.1f} s", f"{each['work_by_slots_s']:.1f} s"] for each in told["replays"]]
    return (table(["", "activities", "akoflow", "list schedule", "", "longest way", "work / 64"], rows)
            + f"\n\nAn empty pod takes {told['start_up_ms']} ms here, which is in all four.")


def took(workload, qps, unit):
    figures = row(workload, qps, unit)
    return figures["akoflow"]["makespan_s"] if figures is not None and figures["akoflow"]["complete"] else None


def quotient(one, other):
    return None if one is None or other is None else one / other


def share_of_many():
    """The rate of 200 runs of 100 in percent of that of one run of 20,000."""
    many, one = took("flat-100", "fast", "pod"), took("flat-20000", "fast", "pod")
    return None if many is None or one is None else 100 * one / many


def targets():
    """What was aimed at, and whether it is reached: each with its value (None: not measured), its limit, and how both are shown."""
    s, times, more, percent = "{:.1f} s", "{:.1f} times", "{:.2f} times", "{:.0f} %"
    most, least = (lambda value, limit: value <= limit), (lambda value, limit: value >= limit)
    rows = []

    def target(what, limits, measured, shown, isReached):
        cells = ["not measured" if value is None else shown.format(value) for value in measured]
        reached = ["–" if value is None or limit is None else "yes" if isReached(value, limit) else "no" for value, limit in zip(measured, limits)]
        rows.append([what, *("–" if limit is None else shown.format(limit) for limit in limits), *(f"{cell}: {told}" if told != "–" else cell for cell, told in zip(cells, reached))])

    def both(what):
        return [what(unit) for unit in ("job", "pod")]

    pairs = both(beside)
    share = lambda pair: None if pair is None else 100 * rate(pair[1]) / rate(pair[0])
    cost = lambda pair: None if pair is None else api(pair[1]) / api(pair[0])
    target("chain of 100: edge, median", (15, 15), both(lambda unit: audited(row("chain-100", "fast", unit), "edge", "p50_ms")), "{:.1f} ms", most)
    target("Montage of 472", (12, 8), both(lambda unit: took("montage-472", "fast", unit)), s, most)
    target("1,000 wide, and joined", (25, 14), both(lambda unit: took("fan-out-1000", "fast", unit)), s, most)
    target("the same, as shipped", (None, 30), both(lambda unit: took("fan-out-1000", "default", unit)), s, most)
    target("the same with packing, as shipped", (15, 15), both(lambda unit: took("fan-out-1000-packed", "default", unit)), s, most)
    target("seismology: so many times as fast with packing as a Job each", (5, 5),
           both(lambda unit: quotient(took("seismology-1101", "fast", "job"), took("seismology-1101-packed", "fast", unit))), times, least)
    target("rate beside a bare client", (70, 70), [share(pair) for pair in pairs], percent, least)
    target("the API server's time for each, beside a bare client", (1.3, 1.3), [cost(pair) for pair in pairs], more, most)
    target("200 runs of 100: activities in a second, beside one run of 20,000", (None, 100), [None, share_of_many()], percent, least)
    target("31,768: first created", (None, 10), [None, audited(row("montage-31768-begin", "fast", "pod"), "first_creation_s")], s, most)
    return table(["", "target, Jobs", "target, pods", "measured, Jobs: reached", "measured, pods: reached"], rows)


def bars(file, title, unit, groups):
    """A picture of horizontal bars on a logarithmic scale: [(group, [(name, value, ours)])]."""
    import math
    values = [value for _, each in groups for _, value, _ in each]
    if not values:
        return
    low, high = min(values) / 1.6, max(values) * 1.6
    left, width, y = 250, 380, 34
    place = lambda value: width * (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
    parts = []
    for group, each in groups:
        if not each:
            continue
        parts.append(f'<text x="8" y="{y + 12}" class="g">{html.escape(group)}</text>')
        y += 20
        for name, value, ours in each:
            shown = f"{value:.0f}" if value >= 20 else f"{value:.1f}"
            parts.append(f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{html.escape(name)}</text>'
                         f'<rect x="{left}" y="{y}" width="{place(value):.1f}" height="14" rx="2" class="{"o" if ours else "p"}"/>'
                         f'<text x="{left + place(value) + 6:.1f}" y="{y + 11}">{shown} {unit}</text>')
            y += 19
        y += 8
    style = ("text{font:12px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:13px}.g{font-weight:600}"
             ".o{fill:#1f7a5c}.p{fill:#a9b4bd}@media(prefers-color-scheme:dark){text{fill:#ddd}.p{fill:#66727c}.o{fill:#3fae87}}")
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {y + 4}" role="img" aria-label="{html.escape(title)}">'
                    f'<style>{style}</style><text x="8" y="18" class="t">{html.escape(title)}</text>{"".join(parts)}</svg>\n')


def seconds(workload, qps, unit, name):
    figures = row(workload, qps, unit)
    done = figures is not None and figures["akoflow"]["complete"]
    return [(name, figures["akoflow"]["makespan_s"], True)] if done else []


def pictures():
    images = docs / "images"
    chain = [(f"akoflow, {unit}s", median, True)
             for unit in ("job", "pod") if (median := audited(row("chain-100", "fast", unit), "edge", "p50_ms"))]
    bars(images / "bench-edge.svg", "From a pod's end to the next creation, median (logarithmic)", "ms",
         [("chain of 100", chain + [("Argo, best of its settings", 60, False), ("Argo as tuned by its authors", 980, False),
                                     ("akoflow in Go", 5000, False), ("Argo as shipped", 10000, False)])])
    both = lambda workload, qps: seconds(workload, qps, "job", "akoflow, jobs") + seconds(workload, qps, "pod", "akoflow, pods")
    bars(images / "bench-makespan.svg", "Time for a whole workflow (logarithmic)", "s", [
        ("Montage of 472", both("montage-472", "fast") + [("Argo as tuned by its authors", 22.5, False), ("Argo as shipped", 82, False)]),
        ("1,000 wide, and joined: no other ends", both("fan-out-1000", "fast")),
        ("the same, control plane as shipped", both("fan-out-1000", "default") + seconds("fan-out-1000-packed", "default", "job", "akoflow, packing: auto, jobs")
         + seconds("fan-out-1000-packed", "default", "pod", "akoflow, packing: auto, pods")),
        ("seismology of 1,101: no other ends", both("seismology-1101", "fast") + seconds("seismology-1101-packed", "fast", "job", "akoflow, packing: auto, jobs")
         + seconds("seismology-1101-packed", "fast", "pod", "akoflow, packing: auto, pods"))])


def machine():
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 1024 / 1024
    java = subprocess.run([docs.parent / "akoflow", "jdk"], capture_output=True, text=True).stdout.strip()
    release = re.search(r'JAVA_RUNTIME_VERSION="([^"]+)"', (Path(java) / "release").read_text())
    told = [json.loads(path.read_text()) for path in results.glob("*.json")]
    every = lambda key: sorted({each[key] for each in told if each.get(key)})
    loads, probes, commits = every("load") or [0], every("probe_s") or [0], every("commit")
    unnoted = sum("commit" not in each and "mode" not in each for each in told)
    builds = ", ".join(commits + ([f"{unnoted} rows whose build is not noted"] if unnoted else [])) or "none"
    return (f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), {memory:.0f} GiB, Linux {platform.release().split('-')[0]}, "
            f"JDK {release[1] if release else '25'}, Kubernetes 1.34 with simulated nodes. "
            f"Builds of akoflow: {builds}. "
            f"Load when each was over: {loads[0]:.1f} to {loads[-1]:.1f}. A fixed piece of work took a processor "
            f"{probes[0]:.2f} to {probes[-1]:.2f} s before each row, so rows differ by as much without anybody's doing.")


def text():
    template = (Path(__file__).resolve().parent / "report.md").read_text()
    made = {"machine": machine, "peers": peers, "packing": packing, "bare": bare, "profile": profile, "large": large,
            "replay": replay, "targets": targets}
    return re.sub(r"\{\{(\w+)}}", lambda match: made[match[1]](), template)


page = docs / "benchmarks.md"
pictures()
before, rest = page.read_text().split(BEGIN)
page.write_text(before + BEGIN + "\n" + text() + END + rest.split(END)[1])
