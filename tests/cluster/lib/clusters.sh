# shellcheck shell=bash
# What the three providers have in common: names, state, and which provider a name belongs to.

# choose_cluster: sets NAME, PROVIDER, CLUSTER (its folder) and KUBECONFIG_FILE from the environment.
choose_cluster() {
  NAME=${CROFT_CLUSTER_NAME:-croft}
  PROVIDER=${CROFT_CLUSTER:-}
  CLUSTER=$STATE/clusters/$NAME
  KUBECONFIG_FILE=$CLUSTER/kubeconfig
  [[ $NAME =~ ^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$ ]] || die "the cluster's name is not usable: $NAME" \
    "it becomes part of host names" "use up to 30 of a-z, 0-9 and - in CROFT_CLUSTER_NAME" "$EXIT_USAGE"
  PROVIDER=${PROVIDER:-$(made_by)}
  PROVIDER=${PROVIDER:-kind}
  case $PROVIDER in
    kind | control-plane) ;;
    current) KUBECONFIG_FILE=${KUBECONFIG:-} ;;
    *) die "there is no provider $PROVIDER" "CROFT_CLUSTER names one" "use kind, control-plane or current" "$EXIT_USAGE" ;;
  esac
}

# made_by: the provider of the cluster that has this name already, if there is one.
made_by() { [[ ! -f $CLUSTER/provider ]] || cat "$CLUSTER/provider"; }

# provider ACTION ARGUMENT...: calls the function of this cluster's provider.
provider() {
  local action=$1
  shift
  "${PROVIDER//-/_}_$action" "$@"
}

cluster_up() {
  if [[ $PROVIDER == current ]]; then current_up; return; fi
  with_lock "cluster-$NAME" up_locked
}

up_locked() {
  local other
  other=$(made_by)
  if [[ -n $other ]]; then
    [[ $other == "$PROVIDER" ]] || die "there is a cluster $NAME already" "its provider is $other, not $PROVIDER" \
      "remove it (cluster down), or choose another name with CROFT_CLUSTER_NAME" "$EXIT_USAGE"
    if [[ -f $KUBECONFIG_FILE ]] && cluster_alive; then
      line "cluster $NAME" "runs already"
      return 0
    fi
    # Half made, or dead since: nothing of it is worth keeping.
    down_locked
  fi
  ensure_dir "$CLUSTER"
  chmod 700 "$STATE"
  printf '%s\n' "$PROVIDER" >"$CLUSTER/provider"
  provider up
  # The last step, so that a kubeconfig that can be seen is one that can be used.
  mv "$KUBECONFIG_FILE.partial" "$KUBECONFIG_FILE"
  line "cluster $NAME" "up in $SECONDS s"
}

cluster_alive() { provider alive; }

cluster_down() {
  if [[ $PROVIDER == current ]]; then current_down; return; fi
  with_lock "cluster-$NAME" down_locked
}

down_locked() {
  if [[ ! -d $CLUSTER ]]; then
    line "cluster $NAME" "there is none"
    # A crashed run may have left the engine alone.
    [[ $PROVIDER != kind ]] || release_engine
    return 0
  fi
  # Whatever CROFT_CLUSTER says by now: it ends the way it began.
  PROVIDER=$(made_by)
  PROVIDER=${PROVIDER:-kind}
  provider down
  rm -rf "$CLUSTER"
}

# need_running: stops unless the cluster can be used.
need_running() {
  [[ -n $KUBECONFIG_FILE && -f $KUBECONFIG_FILE ]] && cluster_alive && return 0
  die "no cluster named $NAME runs" "it was not started, or it has ended since (provider $PROVIDER)" "start it: cluster up" "$EXIT_NO_CLUSTER"
}

cluster_kubeconfig() {
  need_running
  printf '%s\n' "$KUBECONFIG_FILE"
}

cluster_load() {
  local tar
  for tar in "$@"; do
    [[ -r $tar ]] || die "cannot read the image tar $tar" "there is no such file, or it is not readable" "build it first" "$EXIT_USAGE"
  done
  need_running
  provider load "$@"
}

cluster_ingress() {
  need_running
  provider ingress
}

cluster_status() {
  local folder answer
  for folder in "$STATE"/clusters/*/; do
    [[ -d $folder ]] || continue
    answer=$(CROFT_CLUSTER='' CROFT_CLUSTER_NAME=$(basename "$folder") bash -c '"$0" kubeconfig 2>/dev/null' "$HERE/cluster") || answer='not running'
    printf 'cluster %s (%s): %s\n' "$(basename "$folder")" "$(cat "$folder/provider" 2>/dev/null)" "$answer"
  done
  if running "$ENGINE/process" >/dev/null; then
    printf 'engine: unix://%s\n' "$ENGINE_SOCKET"
  else
    printf 'engine: none of ours runs\n'
  fi
}
