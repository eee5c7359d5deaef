# shellcheck shell=bash
# Programs built from Go modules, one folder per group under programs/, cached by what goes into them.

readonly KUBERNETES_VERSION=v1.34.4
readonly PROGRAMS=$HERE/programs
declare -A SAID=()

# The date and commit are fixed, so that the same sources give the same binary.
kubernetes_flags() {
  local package stamp
  IFS=. read -ra stamp <<<"${KUBERNETES_VERSION#v}"
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    printf -- '-X %s.gitVersion=%s -X %s.gitMajor=%s -X %s.gitMinor=%s ' \
      "$package" "$KUBERNETES_VERSION" "$package" "${stamp[0]}" "$package" "${stamp[1]}"
    printf -- '-X %s.gitCommit=unknown -X %s.gitTreeState=clean -X %s.buildDate=1970-01-01T00:00:00Z ' \
      "$package" "$package" "$package"
  done
}

link_flags() {
  printf '%s' '-s -w '
  case $1 in
    kubernetes) kubernetes_flags ;;
    traefik) printf '%s' '-X github.com/traefik/traefik/v3/pkg/version.Version=3.6.12' ;;
  esac
}

# programs_dir GROUP: where the group's binaries are, or will be.
programs_dir() {
  local group=$1 source=$PROGRAMS/$1
  printf '%s/programs/%s-%s\n' "$CACHE" "$group" \
    "$(key_of "@$source/go.mod" "@$source/go.sum" "$(link_flags "$group")" "$(cd "$source" && go version)")"
}

# groups: the names that `programs` takes.
groups() {
  find "$PROGRAMS" -mindepth 2 -maxdepth 2 -name go.mod -printf '%h\n' | xargs -n1 basename | sort
}

# build_programs GROUP...: builds what is missing, one group after the other: each uses all cores anyway.
build_programs() {
  local group
  for group in "$@"; do
    [[ -f $PROGRAMS/$group/go.mod ]] || die "there are no programs named $group" \
      "tests/cluster/programs has no such folder" "choose from: $(groups | xargs)" "$EXIT_USAGE"
    need_go
    # What is there is said once.
    if [[ ! -e $(programs_dir "$group") ]]; then
      with_lock "programs-$group" build_group "$group"
    elif [[ -z ${SAID[$group]:-} ]]; then
      line "$group" cached
    fi
    SAID[$group]=yes
  done
}

need_go() {
  command -v go >/dev/null || die "go is not installed" "the cluster's programs are built from Go modules" \
    "install Go 1.26 or newer and put it on the PATH"
}

build_group() {
  local group=$1 entry
  entry=$(programs_dir "$group")
  # The run that held the lock may have built it.
  if [[ -e $entry ]]; then return 0; fi
  step "$group" building built "$STATE/logs/build-$group.log" cached "$entry" compile_group "$group"
}

compile_group() {
  local group=$1 out=$2
  mkdir -p "$out"
  # Every `tool` line of the group's go.mod. Low priority: other builds run beside this one.
  (cd "$PROGRAMS/$group" && CGO_ENABLED=0 nice -n 5 go build -trimpath -buildvcs=false -ldflags "$(link_flags "$group")" -o "$out/" tool)
  # The package go.etcd.io/etcd/server/v3 is the program that everybody knows as etcd.
  [[ ! -e $out/server ]] || mv "$out/server" "$out/etcd"
}

# program NAME: the path of one built program.
program() {
  local group
  case $1 in
    etcd | etcdctl | etcdutl) group=etcd ;;
    kind | coredns | traefik | kwok) group=$1 ;;
    kustomize | kubeconform) group=kustomize ;;
    local-path-provisioner) group=local-path ;;
    *) group=kubernetes ;;
  esac
  printf '%s/%s\n' "$(programs_dir "$group")" "$1"
}
