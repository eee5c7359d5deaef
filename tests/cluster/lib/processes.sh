# shellcheck shell=bash
# What faults are made of: single processes of a control-plane cluster, and its store put back to an earlier state.

# Above every revision that a run can have given out before its store was put back.
readonly BUMP=1000000000

cluster_process() {
  [[ $1 =~ ^(start|stop|kill|freeze|thaw|address)$ ]] || wrong_call "process knows no action $1"
  need_control_plane
  with_lock "cluster-$NAME" each_process "$@"
}

cluster_snapshot() {
  need_control_plane
  with_lock "cluster-$NAME" step "cluster $NAME" saving saved "$CLUSTER/snapshot.log" take_snapshot "$1"
}

cluster_restore() {
  [[ -r $1 ]] || die "cannot read the snapshot $1" "there is no such file, or it is not readable" "take one: cluster snapshot FILE" "$EXIT_USAGE"
  need_control_plane
  with_lock "cluster-$NAME" step "cluster $NAME" restoring restored "$CLUSTER/restore.log" restore_snapshot "$@"
}

# Whether its processes run is no matter here: they may have been stopped with a purpose.
need_control_plane() {
  [[ $(made_by) == control-plane ]] || die "there is no control-plane cluster named $NAME" \
    "only the processes of such a cluster can be dealt with one by one" "start it: CROFT_CLUSTER=control-plane cluster up" "$EXIT_NO_CLUSTER"
}

# each_process ACTION NAME...
each_process() {
  local action=$1 name known
  shift
  known=" $(control_plane_processes | xargs) stale-apiserver "
  for name in "$@"; do
    [[ $known == *" $name "* ]] || die "cluster $NAME has no process $name" "it is made of$known" \
      "name one of these; scheduler and kwok need CROFT_CLUSTER_PODS=yes at cluster up" "$EXIT_USAGE"
  done
  for name in "$@"; do "${action}_process" "$name"; done
}

start_process() {
  ! running "$CLUSTER/$1" >/dev/null || return 0
  [[ $1 != stale-apiserver ]] || choose_stale_etcd
  "launch_${1//-/_}"
}

choose_stale_etcd() {
  [[ -z ${CROFT_STALE_ETCD:-} ]] || printf '%s\n' "$CROFT_STALE_ETCD" >"$CLUSTER/stale-etcd"
  [[ -f $CLUSTER/stale-etcd ]] || die "stale-apiserver cannot start" "it was never told how it reaches etcd" \
    "set CROFT_STALE_ETCD, for example to http://$(address_process etcd)" "$EXIT_USAGE"
}

# A frozen process (SIGSTOP) is woken, or it could not end.
stop_process() {
  local pid
  if pid=$(running "$CLUSTER/$1"); then kill -s CONT "$pid"; fi
  stop "$CLUSTER/$1" 5
}

kill_process() {
  local pid
  if pid=$(running "$CLUSTER/$1"); then kill -s KILL "$pid"; fi
  while running "$CLUSTER/$1" >/dev/null; do sleep 0.02; done
  rm -f "$CLUSTER/$1"
}

freeze_process() { signal_process "$1" STOP; }
thaw_process() { signal_process "$1" CONT; }

signal_process() {
  local pid
  pid=$(running "$CLUSTER/$1") || die "process $1 of cluster $NAME does not run" "it was stopped, or has ended by itself ($CLUSTER/$1.log)" \
    "start it: cluster process start $1"
  kill -s "$2" "$pid"
}

address_process() {
  case $1 in
    etcd) printf '127.0.0.1:%s\n' "$(port "$ETCD")" ;;
    apiserver) printf '127.0.0.1:%s\n' "$(port "$APISERVER")" ;;
    stale-apiserver) printf '127.0.0.1:%s\n' "$(port "$STALE_APISERVER")" ;;
    *) die "process $1 has no address" "it is nobody's server" "ask for etcd, apiserver or stale-apiserver" "$EXIT_USAGE" ;;
  esac
}

take_snapshot() { timeout 60 "$(program etcdctl)" --endpoints "http://$(address_process etcd)" snapshot save "$1"; }

# restore_snapshot FILE [--bump]: whoever remembers more than the store would wait for it to catch up, so the whole control
# plane is started anew, as Kubernetes asks for after a restore. Clients beyond that are what a test is about.
restore_snapshot() {
  local file=$1 fresh=$CLUSTER/files/etcd.restored bump=() stale='' process
  [[ -z ${2:-} ]] || bump=(--bump-revision "$BUMP" --mark-compacted)
  rm -rf "$fresh"
  # shellcheck disable=SC2046 # one word per flag and value
  "$(program etcdutl)" snapshot restore "$file" --data-dir "$fresh" $(etcd_member) "${bump[@]}"
  if running "$CLUSTER/stale-apiserver"; then stale=yes; fi
  for process in "${STOP_ORDER[@]}"; do kill_process "$process"; done
  rm -rf "$CLUSTER/files/etcd"
  mv "$fresh" "$CLUSTER/files/etcd"
  control_plane_launch
  [[ -z $stale ]] || launch_stale_apiserver
}
