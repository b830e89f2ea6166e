#!/usr/bin/env bash
# bench/floor.sh QPS burst|chain N job|pod OUT.json: what a fresh control plane with simulated nodes allows somebody who only creates
# Jobs or pods and watches the pods, without an engine and without asking for a log or deleting anything. Needs Go.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
shared=$here/../shared
qps=$1 mode=$2 size=$3 unit=$4 out=$5
if [ ! -x "$shared/kube/kube" ] || ! command -v go >/dev/null; then
    echo "bench: Expected $shared/kube/kube, and Go to build $shared/bench/bare with, but one of them is not there." >&2
    exit 2
fi
state=$(mktemp -d)
trap '"$shared/kube/kube" down --dir "$state/kube"; rm -rf "$state"' EXIT
(cd "$shared/bench/bare" && go build -o "$state/bare" .)
probe=$("$here/bench/probe.py")
KUBE_AUDIT_POLICY=$shared/bench/audit-policy.yaml "$shared/kube/kube" up --qps "$qps" --dir "$state/kube" >/dev/null
"$here/bench/user.sh" "$state/kube" # makes the namespace, too
export KUBECONFIG=$state/kube/kubeconfig
RUN=warm-up "$state/bare" burst 50 "$unit" >"$state/warm-up"
RUN=floor "$state/bare" "$mode" "$size" "$unit" >"$state/told"
PROBE=$probe python3 - "$state/told" "$out" <<'END'
import json
import os
import sys
from pathlib import Path

told = json.loads(Path(sys.argv[1]).read_text())
told |= {"load": os.getloadavg()[0], "probe_s": round(float(os.environ["PROBE"]), 2)}
Path(sys.argv[2]).write_text(json.dumps(told) + "\n")
END
