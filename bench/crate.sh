#!/usr/bin/env bash
# Prints how long the export of a run of 10,222 activities as RO-Crate takes, in a heap of 256 MB.
# Needs Maven and a JDK 25, as the build does. Another heap: bench/crate.sh 64
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/api-gateway/target/bench
JAVA_HOME=$(./akoflow jdk)
export JAVA_HOME
mkdir -p "$out"
echo "Compiling; the log is api-gateway/target/bench/build.log" >&2
mvn -q -ntp -Dquick -Dmaven.test.skip=false -DskipTests -pl api-gateway -am package \
  dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test > "$out/build.log" 2>&1 ||
  { cat "$out/build.log" >&2; exit 1; }
"$JAVA_HOME/bin/java" -XX:+UseSerialGC "-Xmx${1:-256}m" \
  -cp "api-gateway/target/test-classes:api-gateway/target/classes:$(cat "$out/classpath")" \
  io.akoflow.gateway.export.CrateBench "$out/crate.zip"
