# shellcheck shell=bash
# Where things live. State = what belongs to running clusters; cache = what can be built again at any time.

STATE=${XDG_STATE_HOME:-$HOME/.local/state}/croft
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/croft
readonly STATE CACHE

ensure_dir() {
  mkdir -p "$1" || die "cannot create the folder $1" "see the line above" \
    "make it writable, or choose another place with XDG_STATE_HOME and XDG_CACHE_HOME"
}

# key_of TEXT|@FILE...: a short content hash, the name under which a built thing is cached.
key_of() {
  local part
  for part in "$@"; do
    if [[ $part == @* ]]; then sha256sum <"${part#@}"; else sha256sum <<<"$part"; fi
  done | sha256sum | cut -c1-16
}

# search GREP-ARGUMENTS: grep, for which nothing found is an answer and no failure.
search() { grep "$@" || [[ $? == 1 ]]; }

# with_lock NAME COMMAND...: one run at a time, also across processes; a second one waits and says so.
# The lock is descriptor 9; whatever outlives this script must be started with it closed (9>&-).
with_lock() {
  local file=$STATE/locks/$1.lock
  ensure_dir "$STATE/locks"
  shift
  (
    exec 9>"$file"
    if ! flock -n 9; then
      line "$(basename "$file" .lock)" "waiting for another run that holds it"
      flock 9
    fi
    "$@"
  )
}

# cached FILE-OR-FOLDER COMMAND...: runs the command with the name of a fresh place as last argument, unless the entry
# exists. Only a finished result gets the entry's name, so that a half-written one is never taken for whole.
cached() {
  local entry=$1 partial=$1.partial
  shift
  [[ ! -e $entry ]] || return 0
  ensure_dir "$(dirname "$entry")"
  # Also what an interrupted run left: a recipe may keep its scraps beside, under this name and an ending.
  rm -rf "$partial" "$partial".*
  "$@" "$partial"
  mv -T "$partial" "$entry"
  rm -rf "$partial".*
}
