#!/usr/bin/env bash
# Asks a real API server (KUBECONFIG) whether it takes every manifest, Pod Security included, and whether each service
# account has the rights that docs/operations.md says, and no other ones. It creates the namespaces and the rights, which
# harm nothing, and removes those that were not there before. Needs kubectl (KUBECTL names another one).
set -euo pipefail
cd "$(dirname "$0")/.."
kubectl=${KUBECTL:-kubectl}
work=$(mktemp -d)
failed=0

fail() {
    echo "check: $*" >&2
    failed=1
}

# pick KIND...: those documents of a list of objects, by kind.
pick() {
    awk -v kinds=" $* " 'BEGIN { RS = "---\n"; ORS = "" }
        match($0, /(^|\n)kind: [A-Za-z]+/) {
            split(substr($0, RSTART, RLENGTH), words, ": ")
            if (index(kinds, " " words[2] " ")) print "---\n" $0
        }'
}

clean() {
    for namespace in akoflow akoflow-work; do
        [ -e "$work/had-$namespace" ] || $kubectl delete namespace "$namespace" --ignore-not-found --wait=false >/dev/null
    done
    [ -e "$work/had-akoflow" ] || $kubectl delete clusterrole,clusterrolebinding -l app.kubernetes.io/part-of=akoflow >/dev/null
    rm -rf "$work" deploy/kustomize/overlays/.check-node-folders
}
trap clean EXIT

for namespace in akoflow akoflow-work; do
    if $kubectl get namespace "$namespace" >/dev/null 2>&1; then touch "$work/had-$namespace"; fi
done

# An overlay with a component more, as one writes it, which has to lie beside the others.
folders=deploy/kustomize/overlays/.check-node-folders
mkdir -p "$folders"
echo '{resources: [../single-node], components: [../../components/node-folders]}' >"$folders/kustomization.yaml"

for overlay in .check-node-folders single-node gke; do
    $kubectl kustomize "deploy/kustomize/overlays/$overlay" >"$work/all.yaml"
    # One that is there stays as it is: whoever made it chose its Pod Security.
    [ -e "$work/had-akoflow" ] || pick Namespace <"$work/all.yaml" | $kubectl apply -f - >/dev/null
    pick ServiceAccount Role RoleBinding ClusterRole ClusterRoleBinding <"$work/all.yaml" |
        $kubectl apply -f - >/dev/null
    if ! $kubectl apply --dry-run=server -f "$work/all.yaml" >"$work/answers" 2>&1; then
        fail "Expected the API server to take $overlay, but:"
        grep -i error "$work/answers" >&2 || cat "$work/answers" >&2
    elif grep Warning: "$work/answers" >&2; then
        fail "Expected no warning about $overlay, but there are some"
    fi
    echo "check: ${overlay#.check-}: $(grep -c 'server dry run' "$work/answers") objects"
done

# What everybody may is not told: to ask what one may, and what the server has.
rights() {
    local home=akoflow
    [ "$1" != akoflow-activity ] || home=akoflow-work
    $kubectl auth can-i --list --no-headers --as="system:serviceaccount:$home:$1" -n "$2" |
        sed 's/\[\]//g' | awk '$1 !~ /^self|^\[\// && NF > 1 { line = $1; $1 = ""; print line $0 }' |
        sed 's/[][]//g' | awk '{ resource = $1; $1 = ""; n = split($0, verbs, " ")
            for (i = 1; i <= n; i++) print resource, verbs[i] }' | sort -u
}

# The table: | service account | namespace | resource | verbs |
sed -n 's/^| `\(akoflow-[a-z-]*\)` | `\([a-z-]*\)` | \(.*\) | \(.*\) |$/\1 \2 \3 : \4/p' docs/operations.md |
    tr -d '`,' >"$work/table"
[ -s "$work/table" ] || fail 'Expected a table of rights in docs/operations.md, but found none'
for account in $(cut -d' ' -f1 "$work/table" | sort -u); do
    for namespace in akoflow akoflow-work; do
        awk -v a="$account" -v n="$namespace" '$1 == a && ($2 == n || $2 == "all") {
            verbs = 0
            for (i = 3; i <= NF; i++) if ($i == ":") verbs = i
            for (r = 3; r < verbs; r++) for (v = verbs + 1; v <= NF; v++) if ($r != "none") print $r, $v
        }' "$work/table" | sort -u >"$work/written"
        rights "$account" "$namespace" >"$work/real"
        if ! diff "$work/written" "$work/real" >"$work/diff"; then
            fail "Expected $account to have in $namespace the rights that docs/operations.md says, but (< written, > real):"
            cat "$work/diff" >&2
        fi
        echo "check: $account in $namespace: $(wc -l <"$work/real") rights"
    done
done
exit $failed
