#!/usr/bin/env bash
# Prints how long a page of a list of 100,000 runs takes, through HTTP from PostgreSQL.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/akoflow" validate "$here/examples/hello/workflow.yaml" >/dev/null # builds what is missing
java=$("$here/akoflow" jdk)/bin/java
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.akoflow.bench.RunsBench "$here" "$state"
