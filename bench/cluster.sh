#!/usr/bin/env bash
# Prints how long an edge takes with all services on this machine and a real API server with simulated nodes beside them.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
shared=$here/../shared
if [ ! -x "$shared/kube/kube" ]; then
    echo "bench: Expected $shared/kube/kube, which starts a real API server, but it is not there." >&2
    exit 2
fi
"$here/akoflow" validate "$here/examples/hello/workflow.yaml" >/dev/null # builds what is missing
java=$("$here/akoflow" jdk)/bin/java
state=$(mktemp -d)
trap '"$shared/kube/kube" down --dir "$state/kube"; rm -rf "$state"' EXIT
KUBE_AUDIT_POLICY=$shared/bench/audit-policy.yaml "$shared/kube/kube" up --qps "${1:-fast}" --dir "$state/kube" >/dev/null
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.akoflow.bench.EdgeBench "$here" "$state/akoflow" \
    "$state/kube/kubeconfig" "$state/kube/audit.log"
[ -z "${AUDIT_COPY:-}" ] || cp "$state/kube/audit.log" "$AUDIT_COPY"
