#!/usr/bin/env bash
# bench/bare.sh [--qps default|fast] [--unit job|pod] FILE OUT.json
# What a fresh control plane with simulated nodes allows a client without an engine, which runs the activities of a workflow file that
# has no dependencies: creates, watches, reads logs and deletes as akoflow does. Compare with bench/workload.sh --until-gone yes.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
shared=$here/../shared
qps=fast unit=job
while [ $# -gt 2 ]; do
    case $1 in
    --qps) qps=$2 ;;
    --unit) unit=$2 ;;
    *) echo "bench: Expected --qps or --unit, but got $1." >&2; exit 2 ;;
    esac
    shift 2
done
"$here/akoflow" validate "$1" >/dev/null # builds what is missing
commit=$("$here/bench/commit.sh")
java=$("$here/akoflow" jdk)/bin/java
state=$(mktemp -d)
trap '"$shared/kube/kube" down --dir "$state/kube"; rm -rf "$state"' EXIT
KUBE_AUDIT_POLICY=$shared/bench/audit-policy.yaml "$shared/kube/kube" up --qps "$qps" --dir "$state/kube" >/dev/null
"$here/bench/user.sh" "$state/kube"
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.akoflow.bench.BareBench "$state/kube" "$unit" "$1" "$2" "$commit"
