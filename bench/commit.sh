#!/usr/bin/env bash
# bench/commit.sh: prints the commit that is measured, with -dirty behind it when a tracked file other than a document differs from it.
set -eu
cd "$(dirname "$0")/.."
commit=$(git rev-parse --short=8 HEAD)
git diff --quiet HEAD -- . ':!docs' || commit=$commit-dirty
echo "$commit"
