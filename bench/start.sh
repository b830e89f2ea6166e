#!/usr/bin/env bash
# Prints how long commands of the command line take, from their start to their end.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/akoflow" validate "$here/examples/hello/workflow.yaml" >/dev/null # builds what is missing
java=$("$here/akoflow" jdk)/bin/java
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp "$here/bench/target/classes:$here/bench/target/lib/*" \
    io.akoflow.bench.StartBench "$here"
