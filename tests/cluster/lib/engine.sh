# shellcheck shell=bash
# A container engine. If one answers (DOCKER_HOST or the usual socket), it is used and nothing is ever changed in it
# but our own clusters. If none does, we start Debian's dockerd in a mount and a process namespace of its own: its mounts
# are seen by nobody else, and when its first process dies the kernel ends all others, whatever state they are in.
# What it changes outside of these (bridges, iptables, sysctls, cgroups) is noted before and taken back after.

readonly ENGINE=$STATE/engine
readonly ENGINE_SOCKET=$ENGINE/docker.sock
readonly ENGINE_DATA=$CACHE/engine
# Two engines of different state folders must not meet in the host.
ENGINE_ID=$(key_of "$STATE" | cut -c1-6)
readonly ENGINE_ID
readonly ENGINE_BRIDGE=croft-$ENGINE_ID
readonly ENGINE_CGROUP=croft-engine-$ENGINE_ID

# The image that Testcontainers asks for when it looks at an engine.
readonly HELPER_IMAGE=alpine:3.17

# use_engine: makes sure that an engine answers and exports DOCKER_HOST for it.
use_engine() {
  need docker=docker.io
  if engine_answers "${DOCKER_HOST:-}"; then
    return 0
  fi
  if [[ -n ${DOCKER_HOST:-} && $DOCKER_HOST != "unix://$ENGINE_SOCKET" ]]; then
    die "no container engine answers at DOCKER_HOST=$DOCKER_HOST" "docker version failed" \
      "start that engine, or unset DOCKER_HOST to let this script start its own"
  fi
  need dockerd=docker.io containerd=containerd runc=runc iptables-save=iptables nft=nftables jq=jq ip=iproute2 unshare=util-linux sysctl=procps
  export DOCKER_HOST=unix://$ENGINE_SOCKET
  with_lock engine start_engine
}

# engine_is_ours: true if the engine in use is the one that this script starts and stops.
engine_is_ours() { [[ ${DOCKER_HOST:-} == "unix://$ENGINE_SOCKET" ]]; }

engine_answers() {
  if [[ -n $1 ]]; then
    DOCKER_HOST=$1 timeout 10 docker version >/dev/null 2>&1
  else
    timeout 10 docker version >/dev/null 2>&1
  fi
}

start_engine() {
  if running "$ENGINE/process" >/dev/null && engine_answers "$DOCKER_HOST"; then
    return 0
  fi
  (( EUID == 0 )) || die "cannot start a container engine" "dockerd needs root, and no engine answers for this user" \
    "start docker (or set DOCKER_HOST), or run this as root"
  (( ${#ENGINE_SOCKET} < 100 )) || die "the path of the engine's socket is too long: $ENGINE_SOCKET" \
    "sockets may have 107 characters" "set XDG_STATE_HOME to a shorter folder"
  stop_engine
  refuse_second_engine
  ensure_dir "$ENGINE"
  ensure_dir "$ENGINE_DATA"
  step engine starting started "$ENGINE/start.log" boot_engine
}

# dockerd, when it starts, flushes the rules of any other in the host's packet filter.
refuse_second_engine() {
  local other
  for other in /sys/class/net/croft-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]; do
    [[ ! -e $other || $(basename "$other") == "$ENGINE_BRIDGE" ]] ||
      die "cannot start a second container engine" "one of another state folder runs already ($(basename "$other"))" \
        "use that one (same XDG_STATE_HOME, or DOCKER_HOST), or take its clusters down first"
  done
}

boot_engine() {
  note_host
  # Copies, as the engine may outlive the folder it was started from.
  install --mode=755 "$HERE/engine/inside" "$HERE/engine/runtime" "$ENGINE/"
  engine_settings >"$ENGINE/daemon.json"
  : >"$ENGINE/dockerd.log"
  [[ ! -e /sys/class/net/$ENGINE_BRIDGE ]] || ip link delete "$ENGINE_BRIDGE"
  ip link add "$ENGINE_BRIDGE" type bridge
  ip address add "$(free_subnet)" dev "$ENGINE_BRIDGE"
  ip link set "$ENGINE_BRIDGE" up
  # docker-init reaps what containers leave behind; the namespace's first process must do so.
  DOCKER_HOST='' launch "$ENGINE/process" "$ENGINE/dockerd.log" \
    unshare --mount --propagation slave --pid --fork --kill-child=KILL --mount-proc \
    "$ENGINE/inside" docker-init -s -- dockerd --config-file "$ENGINE/daemon.json"
  wait_until 60 engine_answers "$DOCKER_HOST" || { tail -n 15 "$ENGINE/dockerd.log"; return 1; }
  # A run that was killed left its containers in the data folder. They are ours: nobody else uses this engine.
  docker ps --all --quiet | xargs --no-run-if-empty docker rm --force --volumes
  docker network prune --force
}

engine_settings() {
  local runtimes='{}'
  if lacks_capabilities; then
    runtimes=$(jq -n --arg path "$ENGINE/runtime" '{"default-runtime": "croft", runtimes: {croft: {path: $path}}}')
  fi
  jq -n --arg socket "unix://$ENGINE_SOCKET" --arg data "$ENGINE_DATA" --arg exec "$ENGINE/exec" \
    --arg bridge "$ENGINE_BRIDGE" --arg cgroup "/$ENGINE_CGROUP" --argjson runtimes "$runtimes" '{
      hosts: [$socket], group: "root", "data-root": $data, "exec-root": $exec, pidfile: ($exec + "/dockerd.pid"),
      bridge: $bridge, "cgroup-parent": $cgroup, "exec-opts": ["native.cgroupdriver=cgroupfs"],
      "default-cgroupns-mode": "private", "oom-score-adjust": 0, "deprecated-key-path": ($exec + "/key.json"), "storage-driver": "overlay2",
      "log-opts": {"max-size": "10m"}
    } + $runtimes'
}

# lacks_capabilities: true unless this root may use all that this kernel knows.
lacks_capabilities() {
  (( 16#$(awk '/^CapBnd/{print $2}' /proc/self/status) != (1 << ($(</proc/sys/kernel/cap_last_cap) + 1)) - 1 ))
}

# free_subnet: an address in a private range that no route of this machine covers yet.
free_subnet() {
  local third
  for (( third = 240; third < 255; third++ )); do
    if [[ -z $(ip route show to match "172.31.$third.0/24" | search -v '^default') && -z $(ip route show to root "172.31.$third.0/24") ]]; then
      printf '172.31.%s.1/24\n' "$third"
      return 0
    fi
  done
  echo "all of 172.31.240.0/20 is in use on this machine" >&2
  return 1
}

# load_helper_image: see HELPER_IMAGE. Only into our own engine: another one has a registry to ask.
load_helper_image() {
  engine_is_ours && [[ -z $(docker images --quiet "$HELPER_IMAGE") ]] || return 0
  build_images alpine
  docker load --quiet --input "$(image_tar alpine)" >&2
}

# release_engine: stops our engine unless somebody needs it: another cluster, or a container of a test.
release_engine() { with_lock engine release_engine_locked; }

release_engine_locked() {
  local left
  if running "$ENGINE/process" >/dev/null && engine_answers "unix://$ENGINE_SOCKET"; then
    left=$(DOCKER_HOST=unix://$ENGINE_SOCKET docker ps --format '{{.Names}}' | xargs)
    ensure_dir "$STATE/clusters"
    left+=$(find "$STATE/clusters" -mindepth 2 -maxdepth 2 -name uses-engine -printf ' %h' | sed "s|$STATE/clusters/|cluster |g")
    if [[ -n $left ]]; then
      line engine "kept, in use by: $left"
      return 0
    fi
  fi
  stop_engine
}

# stop_engine: ends the engine, if it runs, and takes back whatever it changed, also after a crash.
stop_engine() {
  [[ -e $ENGINE/before ]] || return 0
  local pid
  # dockerd is asked first, so that its database is closed well: it is the grandchild of the process we recorded.
  if pid=$(running "$ENGINE/process"); then
    end_children "$pid"
    wait_until 20 engine_gone || line engine "does not end, is forced to"
  fi
  stop "$ENGINE/process"
  step engine "undoing changes" "stopped" "$ENGINE/stop.log" restore_host
  rm -rf "$ENGINE/exec" "$ENGINE/before" "$ENGINE_SOCKET"
}

engine_gone() { ! running "$ENGINE/process"; }

# end_children PID: TERM to the direct children of one process, here docker-init, which passes it on to dockerd.
end_children() {
  local child children
  children=$({ cat "/proc/$1/task/$1/children" 2>/dev/null || :; })
  for child in $children; do
    # It may just have ended by itself.
    kill -s TERM "$child" 2>/dev/null || continue
  done
}
