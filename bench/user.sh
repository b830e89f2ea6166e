#!/usr/bin/env bash
# user.sh CLUSTER: writes CLUSTER/engine.kubeconfig, with a user of its own, so that the audit log tells the services' requests apart.
set -eu
export KUBECONFIG=$1/kubeconfig
kubectl=$(command -v kubectl || echo "${KUBE_CACHE:-$HOME/.cache/akoflow-kube}/bin/kubectl")
"$kubectl" create namespace bench >/dev/null
"$kubectl" create serviceaccount engine -n bench >/dev/null
"$kubectl" create clusterrolebinding bench --clusterrole=cluster-admin --serviceaccount=bench:engine >/dev/null
token=$("$kubectl" create token engine -n bench --duration=12h)
cp "$KUBECONFIG" "$1/engine.kubeconfig"
export KUBECONFIG=$1/engine.kubeconfig
"$kubectl" config set-credentials engine --token="$token" >/dev/null
"$kubectl" config set-context "$("$kubectl" config current-context)" --user=engine >/dev/null
