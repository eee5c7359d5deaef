# shellcheck shell=bash
# What a person sees: progress lines with elapsed time, and errors that say what, why and what next.
# Everything goes to stderr; stdout is kept for the one value that a verb prints.

# Exit codes of `cluster`, also listed in its --help.
readonly EXIT_FAILED=1 EXIT_USAGE=2 EXIT_NO_CLUSTER=3

# How often a step that is still running says so, in seconds.
readonly HEARTBEAT=10

# line NAME TEXT: "  traefik ................ built in 351 s"
line() {
  local dots='............................'
  printf '  %s %s %s\n' "$1" "${dots:${#1}}" "$2" >&2
}

# die WHAT WHY NEXT [EXIT CODE]
die() {
  printf '\nerror: %s\n  why:  %s\n  next: %s\n' "$1" "$2" "$3" >&2
  exit "${4:-$EXIT_FAILED}"
}

# last_lines FILE: the end of a log, indented, to stand above an error.
last_lines() {
  [[ -s $1 ]] || return 0
  printf '\n  last lines of %s:\n' "$1" >&2
  tail -n 15 "$1" | sed 's/^/    | /' >&2
}

# step NAME DOING DONE LOG COMMAND...
# Runs the command with its output in LOG. Says "DOING (N s)" every few seconds and "DONE in N s" at the end.
# If the command fails, so does the whole run, with the end of the log. Never call this (or what calls it) in a
# condition: bash would then ignore failures inside of the command.
step() {
  local name=$1 doing=$2 done=$3 log=$4 started=$SECONDS beat=1 code=0
  shift 4
  ensure_dir "$(dirname "$log")"
  # A process group of its own, so that an interrupt can end all of it.
  set -m
  ( "$@" ) >"$log" 2>&1 </dev/null 9>&- &
  local worker=$!
  set +m
  # shellcheck disable=SC2064 # this worker, not a later one
  trap "kill -s TERM -- -$worker; exit 130" INT TERM
  while kill -0 "$worker" 2>/dev/null; do
    sleep 0.1
    if (( SECONDS - started >= beat * HEARTBEAT )); then
      beat=$(( (SECONDS - started) / HEARTBEAT + 1 ))
      line "$name" "$doing ($(( SECONDS - started )) s)"
    fi
  done
  wait "$worker" || code=$?
  trap - INT TERM
  if (( code != 0 )); then
    line "$name" "FAILED after $(( SECONDS - started )) s"
    last_lines "$log"
    die "$name: $doing failed" "the command ended with exit code $code, its last lines stand above" "read the whole log: $log"
  fi
  line "$name" "$done in $(( SECONDS - started )) s"
}

# beside COMMAND...: starts a step that runs beside the next ones and sets `beside` to the id to wait for.
# Whatever way the run ends, what still runs then is ended too; the caller's EXIT trap must call end_beside.
BESIDE=()
beside() {
  ( "$@" ) 9>&- &
  beside=$!
  BESIDE+=("$beside")
}

end_beside() {
  local pid
  for pid in "${BESIDE[@]}"; do
    # It may have ended long ago, which is the usual case, or just now.
    if jobs -pr | grep -qx "$pid"; then kill -s TERM "$pid" 2>/dev/null || continue; fi
  done
}
