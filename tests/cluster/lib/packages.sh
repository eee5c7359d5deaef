# shellcheck shell=bash
# Programs that come from Debian. Installed when we are root, named in one sentence when we are not.

# need PROGRAM=PACKAGE...: makes sure that every program is there.
need() {
  local pair missing=() log=$STATE/packages.log
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
  done
  (( ${#missing[@]} )) || return 0
  if (( EUID != 0 )) || ! command -v apt-get >/dev/null; then
    die "missing programs" "the Debian packages ${missing[*]} are not installed" \
      "sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  ensure_dir "$STATE"
  with_lock packages step packages installing "installed (${missing[*]})" "$log" install_packages "${missing[@]}"
}

install_packages() {
  # A freshly installed docker.io would start an engine of its own; this file is Debian's way to say no.
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    # shellcheck disable=SC2064 # the name as it is now
    trap "rm -f '$policy'" EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends "$@"
}
