#!/usr/bin/env bash
# Prints how the web page does in Chromium with a run of 10,222 activities: first picture, frames, memory.
# Needs Maven and a JDK 25, as the build does; skipped where there is no Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${AKOFLOW_CHROMIUM:-}" ] && ! command -v chromium chromium-browser google-chrome >/dev/null; then
    echo "bench: skipped. Expected Chromium, but there is none; install it (Debian: chromium), or set AKOFLOW_CHROMIUM." >&2
    exit 0
fi
out=$PWD/acceptance/target/bench
JAVA_HOME=$(./akoflow jdk)
export JAVA_HOME
mkdir -p "$out"
echo "Compiling; the log is acceptance/target/bench/build.log" >&2
mvn -q -ntp -Dquick -Dmaven.test.skip=false -DskipTests -pl acceptance -am package \
  dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test > "$out/build.log" 2>&1 ||
  { cat "$out/build.log" >&2; exit 1; }
cd acceptance # where its tests run, too
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "target/test-classes:$(cat "$out/classpath")" io.akoflow.acceptance.PageBench
