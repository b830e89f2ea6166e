#!/usr/bin/env bash
# bench/jmh.sh [JMH options]: measures the state machine of a run alone, and prints a table and its heap.
# Needs Maven and a JDK 25, as the build does. For a quick look: bench/jmh.sh -wi 2 -i 2 -p degrees=2.25
# With the JVM's second compiler: bench/jmh.sh -jvmArgsAppend -XX:+UseSerialGC
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/engine/target/bench
JAVA_HOME=$(./akoflow jdk)
export JAVA_HOME
java=$JAVA_HOME/bin/java
tests=engine/src/test/java

rm -rf "$out"
mkdir -p "$out"
echo "Compiling; the log is engine/target/bench/build.log" >&2
mvn -q -ntp -Dquick -Dmaven.test.skip=false -DskipTests -pl engine -am test-compile \
  dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test > "$out/build.log" 2>&1 ||
  { cat "$out/build.log" >&2; exit 1; }
classpath=$out:engine/target/test-classes:engine/target/classes:$(cat "$out/classpath")
"${java}c" -proc:full -processorpath "$classpath" -cp "$classpath" -d "$out" $(find "$tests" -name '*Benchmark.java')

"$java" -cp "$classpath" org.openjdk.jmh.Main Benchmark -foe true -rf csv -rff "$out/results.csv" "$@" > "$out/jmh.log" ||
  { cat "$out/jmh.log" >&2; exit 1; }
awk -F, '
  NR == 1 { print "| activities | observations/s | ± | per CPU second | CPU µs each |\n|---|---|---|---|---|"; next }
  { gsub("\"", ""); k = 16 * $8 * $8; activities[$8] = 3 * (2 * k + k * (k - 1) / 2 + 5) + 1 }
  /:cpuNanos/ { cpu[$8] = $5 / 1e9 }
  /:observations/ { rate[$8] = $5; error[$8] = $6 == "NaN" ? "?" : sprintf("%d %%", 100 * $6 / $5) }
  END { for (d in rate) printf "| %d | %d | %s | %d | %.2f |\n",
        activities[d], rate[d], error[d], rate[d] / cpu[d], 1e6 * cpu[d] / rate[d] | "sort -t\"|\" -k2n" }
' "$out/results.csv"
"$java" -Xmx64m -cp "$classpath" io.akoflow.engine.run.RunHeap 2.25
