# shellcheck shell=bash
# Long-lived processes, known by pid and start time: a number that the system gave to a stranger since is never touched.

# start_time PID: clock ticks since boot at which the process began; empty if there is none (or only a zombie).
start_time() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
  # The second field is the program's name in brackets and may hold blanks: count from behind it.
  read -ra stat <<<"${stat##*) }"
  [[ ${stat[0]} != Z ]] || return 0
  printf '%s\n' "${stat[19]}"
}

# launch RECORD LOG COMMAND...: starts a process that outlives this script and writes "pid start-time" to RECORD.
launch() {
  local record=$1 log=$2 pid
  shift 2
  setsid "$@" >>"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$record.partial"
  mv "$record.partial" "$record"
}

# running RECORD: prints the pid if the recorded process still runs, else fails.
running() {
  local pid='' began=''
  [[ -f $1 ]] || return 1
  read -r pid began <"$1" || return 1
  [[ -n $pid && -n $began && $(start_time "$pid") == "$began" ]] || return 1
  printf '%s\n' "$pid"
}

# stop RECORD [SECONDS]: asks the recorded process to end, forces it after the given time, forgets it.
stop() {
  local record=$1 patience=$(( ${2:-10} * 10 )) pid signal
  for signal in TERM KILL; do
    pid=$(running "$record") || break
    if kill -s "$signal" "$pid" 2>/dev/null; then
      for (( ; patience > 0; patience-- )); do
        running "$record" >/dev/null || break
        sleep 0.1
      done
      patience=50
    fi
  done
  ! pid=$(running "$record") || die "process $pid does not end" "it ignores even SIGKILL, so it hangs in the kernel" \
    "look at /proc/$pid/stack and run the same command again"
  rm -f "$record"
}

# wait_until SECONDS COMMAND...: true as soon as the command succeeds.
wait_until() {
  local until=$(( SECONDS + $1 ))
  shift
  until "$@" >/dev/null 2>&1; do
    (( SECONDS < until )) || return 1
    sleep 0.2
  done
}

# reserve_ports FILE COUNT FIRST LAST STEP: finds COUNT ports in a row, at FIRST or some STEPs above it, that nobody listens
# on and no other cluster has reserved, and writes the first of them to FILE, which is the reservation.
reserve_ports() { with_lock ports reserve_ports_locked "$@"; }

reserve_ports_locked() {
  local file=$1 count=$2 first=$3 last=$4 by=$5 port taken
  taken=$(ss -Hltn | awk '{print $4}' | sed 's/.*://'; find "$STATE/clusters" -name port -exec cat {} +)
  for (( port = first; port <= last; port += by )); do
    if ! seq "$port" $(( port + count - 1 )) | grep -qxf <(printf '%s\n' "$taken"); then
      printf '%s\n' "$port" >"$file"
      return 0
    fi
  done
  die "no free ports on loopback" "all from $first to $last are taken" "stop what listens there, or a cluster you do not need (cluster status)"
}
