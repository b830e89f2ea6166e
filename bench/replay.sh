#!/usr/bin/env bash
# bench/replay.sh OUT.json FILE.json=TIME_SCALE…
# Replays WfFormat files on this machine: each activity waits as long as it was recorded to run times the scale, at most 64 at once, and
# writes a thousandth of what it wrote. Beside what that takes: the same order of activities with no time between them, the longest way
# through the graph, and all work shared among the slots; each activity with what an empty pod takes.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=$1
shift
java=$("$here/akoflow" jdk)/bin/java
commit=$("$here/bench/commit.sh")
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
files=()
for each in "$@"; do
    file=$state/$(basename "${each%=*}" .json).yaml
    "$here/akoflow" import "${each%=*}" --mode replay --time-scale "${each##*=}" --size-scale 0.001 | sed 's/^spec:$/spec:\n  parallelism: 64/' >"$file"
    files+=("$file")
done
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.akoflow.bench.ReplayBench "$here" "$state/akoflow" "$commit" "$out" "${files[@]}"
