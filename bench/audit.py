#!/usr/bin/env python3
"""audit.py STATE FILE QPS OUT: puts the services' figures of one run and what the API server's audit log tells into OUT."""
import fileinput
import json
import os
import re
import subprocess
import sys
from pathlib import Path

state, file, qps, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
here = Path(__file__).resolve().parent
tools = here.parent.parent / "shared" / "bench"
ours = json.loads((state / "akoflow.json").read_text())


def dag():
    """The graph of a workflow file as `akoflow generate` and `akoflow import` write them."""
    names, needs, activities = {}, [], []
    for line in file.read_text().splitlines():
        if match := re.match(r"\s*- name: (.+)$", line):
            names[match[1].strip("'\"")] = len(names)
            needs.append([])
            within = False
        elif re.match(r"\s*dependsOn:", line):
            within = True
            needs[-1] += re.findall(r"[^\s,\[\]'\"]+", line.split(":", 1)[1])
        elif needs and within and (match := re.match(r"\s*- (.+)$", line)):
            needs[-1].append(match[1].strip("'\""))
        else:
            within = False
    for name, others in zip(names, needs):
        activities.append({"name": name, "needs": [names[other] for other in others]})
    return {"name": file.stem, "activities": activities}


result = {"workload": file.stem, "qps": qps, "akoflow": ours, "load": os.getloadavg()[0],
          "probe_s": round(float(os.environ.get("PROBE", 0)), 2), "commit": os.environ.get("COMMIT")}
if ours["runs"] == 1:
    (state / "dag.json").write_text(json.dumps(dag()))
    # the API server begins another file when one is large, and puts the time into the old one's name
    files = [*sorted((state / "kube").glob("audit-*.log")), state / "kube" / "audit.log"]
    with fileinput.input(files) as lines, open(state / "audit.log", "w") as kept:
        kept.writelines(line for line in lines if ours["warm_up"] not in line)
    told = subprocess.run(
        [sys.executable, tools / "analyse.py", state / "audit.log", state / "dag.json", "--engine", "ours",
         "--engine-user", "^system:serviceaccount:bench:engine$", "--submitted", ours["submitted"]],
        check=True, capture_output=True, text=True)
    result["audit"] = json.loads(told.stdout)
out.write_text(json.dumps(result, indent=1) + "\n")
