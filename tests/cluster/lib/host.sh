# shellcheck shell=bash
# What a container engine changes in the host: noted before it starts, taken back after it has ended.

# Settings of the kernel that dockerd, kubelet or kube-proxy are known to write.
readonly HOST_SETTINGS='^(net\.ipv[46]\.(ip_forward|conf\.[^=]*)|net\.bridge\..*|net\.netfilter\.nf_conntrack_.*|vm\.overcommit_memory|vm\.panic_on_oom|kernel\.panic|kernel\.panic_on_oops|kernel\.keys\..*) '

# Folders that containerd and dockerd create although they are told to use others.
readonly HOST_FOLDERS=(/run/containerd /run/docker /opt/containerd)

note_host() {
  local before=$ENGINE/before folder
  rm -rf "$before.partial"
  mkdir -p "$before.partial"
  cp /proc/sys/kernel/random/boot_id "$before.partial/boot"
  host_settings >"$before.partial/settings"
  iptables-save >"$before.partial/iptables"
  ip6tables-save >"$before.partial/ip6tables"
  tables_of_nft >"$before.partial/tables"
  : >"$before.partial/folders"
  for folder in "${HOST_FOLDERS[@]}"; do
    [[ -d $folder ]] || printf '%s\n' "$folder" >>"$before.partial/folders"
  done
  mv -T "$before.partial" "$before"
}

host_settings() {
  # A few settings cannot be read, about which sysctl complains; that is no matter here.
  { sysctl --all 2>/dev/null || :; } | search -E "$HOST_SETTINGS" | sort
}

tables_of_nft() { nft list tables 2>/dev/null | sort; }

# Every step can be repeated, as this also runs for what a crash left.
restore_host() {
  # Since a reboot nothing of it is left but our own files.
  [[ $(</proc/sys/kernel/random/boot_id) == "$(<"$ENGINE/before/boot")" ]] || return 0
  remove_bridges
  restore_tables iptables
  restore_tables ip6tables
  remove_new_tables
  restore_settings
  remove_cgroups
  remove_folders
}

# Only what is empty: files in there would be somebody else's.
remove_folders() {
  local folder
  while read -r folder; do
    [[ ! -d $folder ]] || find "$folder" -depth -type d -empty -delete
  done <"$ENGINE/before/folders"
}

# The networks of our engine, and nobody else's, by the names in its own database.
our_bridges() {
  printf '%s\n' "$ENGINE_BRIDGE"
  local database=$ENGINE_DATA/network/files/local-kv.db
  [[ ! -f $database ]] || search -aoE 'br-[0-9a-f]{12}' "$database" | sort -u
}

remove_bridges() {
  local bridge cable
  for bridge in $(our_bridges); do
    [[ -e /sys/class/net/$bridge ]] || continue
    # The kernel removes them with the containers' network namespaces, but these live on for minutes
    # if a connection was cut off by a crash.
    for cable in "/sys/class/net/$bridge/brif"/*; do
      [[ ! -e $cable ]] || ip link delete "$(basename "$cable")" || [[ ! -e $cable ]]
    done
    ip link delete "$bridge"
  done
}

# restore_tables iptables|ip6tables: takes out dockerd's chains and rules and leaves what others added meanwhile.
restore_tables() {
  local tool=$1 before=$ENGINE/before/$1 now
  now=$("$tool-save")
  [[ $(without_counters <<<"$now") != "$(without_counters <"$before")" ]] || return 0
  if grep -q DOCKER "$before"; then
    # Another engine's rules were there, and ours reordered them: the state of before is the better one.
    "$tool-restore" --counters <"$before"
    return
  fi
  awk -v bridges="$(our_bridges | paste -sd '|')" '
    past { if (/^\*/) table = $1; if (/^:/) policy[table, $1] = $2; next }
    /^\*/ { table = $1 }
    /^:DOCKER/ || /^-A DOCKER/ || / -j DOCKER/ { next }
    /^-A/ && match($0, "-[io] (" bridges ")( |$)") { next }
    # What a container is sent by itself through its published port.
    /^-A POSTROUTING/ && / -j MASQUERADE/ && $3 == "-s" && $5 == "-d" && $4 == $6 { next }
    /^:/ && $2 != "-" { $2 = (table, $1) in policy ? policy[table, $1] : "ACCEPT" }
    { print }
  ' past=1 "$before" past=0 - <<<"$now" | "$tool-restore" --counters
}

without_counters() { sed -E '/^#/d; s/\[[0-9]+:[0-9]+\]//g'; }

# Tables that exist only since the engine ran, and in which nothing is left.
remove_new_tables() {
  local family name
  while read -r _ family name; do
    if [[ -z $(nft list table "$family" "$name" 2>/dev/null | search -vE '^(table|\s+(chain|type) |\s*\}|$)|^#') ]]; then
      nft delete table "$family" "$name"
    fi
  done < <(comm -13 "$ENGINE/before/tables" <(tables_of_nft))
}

restore_settings() {
  local name value
  # Twice: ip_forward, when written, changes others that were restored before it.
  for _ in 1 2; do
    while IFS='=' read -r name value; do
      name=${name% }
      [[ ! -w /proc/sys/$(tr . / <<<"$name") ]] || sysctl --quiet --write "$name=${value# }"
    done < <(comm -23 "$ENGINE/before/settings" <(host_settings))
  done
}

remove_cgroups() {
  local group
  for group in /sys/fs/cgroup/"$ENGINE_CGROUP" /sys/fs/cgroup/*/"$ENGINE_CGROUP"; do
    [[ ! -d $group ]] || wait_until 10 remove_cgroup "$group" || echo "cannot remove the cgroup $group"
  done
}

remove_cgroup() { find "$1" -depth -type d -exec rmdir {} +; }
