#!/usr/bin/env bash
# bench/workload.sh [--qps default|fast] [--unit job|pod] [--runs N] [--patience SECONDS] [--until-gone yes] [--keep-log FILE] FILE OUT.json
# Runs a workflow file with all services on this machine, on a fresh control plane with simulated nodes beside them, whose pods end at
# once; and writes what it took: as the services tell (akoflow), and as the API server's audit log tells (audit).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
shared=$here/../shared
qps=fast unit=job runs=1 patience=1800 log= gone=()
while [ $# -gt 2 ]; do
    case $1 in
    --qps) qps=$2 ;;
    --unit) unit=$2 ;;
    --runs) runs=$2 ;;
    --patience) patience=$2 ;;
    --until-gone) gone=(until-gone) ;;
    --keep-log) log=$2 ;;
    *) echo "bench: Expected an option of those that bench/workload.sh names, but got $1." >&2; exit 2 ;;
    esac
    shift 2
done
file=$1 out=$2
if [ ! -x "$shared/kube/kube" ]; then
    echo "bench: Expected $shared/kube/kube, which starts a real API server, but it is not there." >&2
    exit 2
fi
"$here/akoflow" validate "$file" >/dev/null # builds what is missing
commit=$("$here/bench/commit.sh")
java=$("$here/akoflow" jdk)/bin/java
probe=$("$here/bench/probe.py")
state=$(mktemp -d)
trap '"$shared/kube/kube" down --dir "$state/kube"; rm -rf "$state"' EXIT
KUBE_AUDIT_POLICY=$shared/bench/audit-policy.yaml "$shared/kube/kube" up --qps "$qps" --dir "$state/kube" >/dev/null
"$here/bench/user.sh" "$state/kube"
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.akoflow.bench.WorkloadBench \
    "$here" "$state/akoflow" "$state/kube" "$unit" "$runs" "$patience" "$file" "$state/akoflow.json" "${gone[@]}"
sleep 1 # the log is written behind the answers
PROBE=$probe COMMIT=$commit python3 "$here/bench/audit.py" "$state" "$file" "$qps" "$out"
[ -z "$log" ] || LC_ALL=C cat "$state"/kube/audit*.log >"$log" # the older ones have the time in their names, and come first
