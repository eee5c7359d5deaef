# shellcheck shell=bash
# The image of a Kind node. Where a registry answers, Kind's own is pulled; else one is built here: a small Debian,
# Kind's base files from its Go module, our Kubernetes programs, and the control plane's images in its containerd.

readonly NODE_IMAGE=kindest/node:$KUBERNETES_VERSION
# What Kind $(kind version) was released with; taken where a registry answers.
readonly PULLED_NODE_IMAGE=kindest/node:v1.34.0
# The control plane under this tag as well: Testcontainers' Kind module asks for the .0 of a minor version.
readonly NODE_IMAGE_TAGS=("$KUBERNETES_VERSION" v1.34.0)
# What `kubeadm config images list` says for that version.
readonly NODE_ETCD=registry.k8s.io/etcd:3.6.5-0
readonly NODE_COREDNS=registry.k8s.io/coredns/coredns:v1.12.1
readonly NODE_PAUSE=registry.k8s.io/pause:3.10.1

# Says which recipe an image was built from, as its name does not.
readonly NODE_LABEL=croft.dev/recipe

readonly NODE_SUITE=bookworm
readonly NODE_PACKAGES=systemd,conntrack,iptables,nftables,iproute2,ethtool,util-linux,mount,kmod,libseccomp2,pigz,bash,ca-certificates,curl,jq,procps,hostname,containerd,runc,containernetworking-plugins

# use_node_image: makes sure that the engine has one, and sets `node_image` to its name.
node_image=''
use_node_image() {
  local name
  for name in ${CROFT_NODE_IMAGE:-"$NODE_IMAGE" "$PULLED_NODE_IMAGE"}; do
    node_image=$name
    if engine_has_node "$name"; then return 0; fi
  done
  if [[ -n ${CROFT_NODE_IMAGE:-} ]]; then
    step "node image" pulling pulled "$STATE/logs/pull.log" docker pull --quiet "$node_image"
    return
  fi
  # Kind's own asks for more than some roots have (see lower_demands in node/make).
  if [[ ! -e $(node_tar) ]] && ! { engine_is_ours && lacks_capabilities; } && pull_node_image; then
    node_image=$PULLED_NODE_IMAGE
    return 0
  fi
  node_image=$NODE_IMAGE
  build_node_image
  with_lock node-load load_node_image
}

# Only a try: machines without a registry are why the rest of this file exists.
pull_node_image() {
  local started=$SECONDS
  line "node image" "asking the registry for $PULLED_NODE_IMAGE"
  if timeout 300 docker pull --quiet "$PULLED_NODE_IMAGE" >/dev/null 2>&1; then
    line "node image" "pulled in $(( SECONDS - started )) s"
  else
    line "node image" "no registry answers, so it is built here"
    return 1
  fi
}

# engine_has_node NAME: true for somebody else's image of that name, and for ours if it was built from what is here now.
engine_has_node() {
  local recipe
  recipe=$(docker image inspect --format "{{index .Config.Labels \"$NODE_LABEL\"}}" "$1" 2>/dev/null) || return 1
  [[ -z $recipe || $recipe == "$(node_key)" ]]
}

load_node_image() {
  if engine_has_node "$NODE_IMAGE"; then return 0; fi
  step "node image" "loading into the engine" "loaded" "$STATE/logs/node-load.log" docker load --quiet --input "$(node_tar)"
  # The image of an older recipe has just lost its name.
  if engine_is_ours; then docker image prune --force >/dev/null; fi
}

node_key() {
  key_of "@$HERE/lib/node-image.sh" "@$HERE/node/make" \
    "@$HERE/node/import" "@$HERE/node/network.conflist" "@$HERE/pause/main.go" "@$HERE/lib/images.sh" \
    "$(programs_dir kubernetes)" "$(programs_dir etcd)" "$(programs_dir coredns)" "$(programs_dir kind)"
}

node_tar() { printf '%s/images/node-%s.tar\n' "$CACHE" "$(node_key)"; }

node_root_tar() { printf '%s/root/%s-%s.tar\n' "$CACHE" "$NODE_SUITE" "$(key_of "$NODE_SUITE $NODE_PACKAGES")"; }

# The root file system waits for the network and the Go builds for the processor: they run side by side.
build_node_image() {
  if [[ -e $(node_tar) ]]; then
    line "node image" cached
    return 0
  fi
  (( EUID == 0 )) || die "cannot build the node image" "no registry answers, and a root file system can only be made by root" \
    "run this as root, or name an image that the engine has with CROFT_NODE_IMAGE"
  need mmdebstrap=mmdebstrap jq=jq unshare=util-linux ldd=libc-bin
  beside with_lock node-root build_node_root
  local root=$beside
  build_programs kind kubernetes etcd coredns
  wait "$root" || exit "$EXIT_FAILED"
  with_lock node-image pack_node_image
}

build_node_root() {
  if [[ -e $(node_root_tar) ]]; then
    line "node root" cached
  else
    step "node root" building built "$STATE/logs/node-root.log" cached "$(node_root_tar)" make_node_root
  fi
}

# In namespaces of its own, so that an interrupted run leaves no mounts; its scraps are beside the result.
make_node_root() {
  mkdir -m 755 "$1.tmp"
  TMPDIR=$1.tmp unshare --mount --propagation private --pid --fork --kill-child=KILL --mount-proc \
    mmdebstrap --mode=root --variant=minbase --format=tar --include="$NODE_PACKAGES" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$NODE_SUITE" "$1"
}

pack_node_image() {
  [[ -e $(node_tar) ]] || step "node image" building built "$STATE/logs/node-image.log" cached "$(node_tar)" make_node_image
}

make_node_image() {
  local out=$1 work=$1.work root=$1.root
  mkdir -p "$work/images" "$root"
  tar --extract --file "$(node_root_tar)" --directory "$root" --numeric-owner
  make_control_plane_images "$root" "$work"
  "$HERE/node/make" "$root" "$(cd "$PROGRAMS/kind" && go list -m -f '{{.Dir}}' sigs.k8s.io/kind)" \
    "$(programs_dir kubernetes)" "$KUBERNETES_VERSION" "$NODE_PAUSE"
  unshare --mount --propagation private --pid --fork --kill-child=KILL "$HERE/node/import" "$root" "$work/images"
  rm -rf "$work"
  # The fields a node container is started with, see the last lines of Kind's own Dockerfile. The volume holds containerd's
  # layers, which cannot lie on the container's own layers; Kind asks for it itself, Testcontainers does not.
  pack_image "$out" "$root" '{"Entrypoint": ["/usr/local/bin/entrypoint", "/sbin/init"], "Env": ["container=docker",
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "StopSignal": "SIGRTMIN+3", "Volumes": {"/var": {}},
    "Labels": {"'"$NODE_LABEL"'": "'"$(node_key)"'"}}' "$NODE_IMAGE"
}

make_control_plane_images() {
  local root=$1 work=$2 name bin=usr/local/bin
  for name in kube-apiserver kube-controller-manager kube-scheduler; do
    program_image "$work" "$name" "$(program "$name")" "/$bin/$name" "${NODE_IMAGE_TAGS[@]/#/registry.k8s.io/$name:}"
  done
  program_image "$work" etcd "$(program etcd)" "/$bin/etcd" "$NODE_ETCD"
  program_image "$work" coredns "$(program coredns)" /coredns "$NODE_COREDNS"
  (cd "$HERE/pause" && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$work/pause" main.go)
  program_image "$work" pause "$work/pause" /pause "$NODE_PAUSE"

  # kube-proxy calls iptables, so its image has that, what it is linked with, and a link for each of its names.
  mkdir -p "$work/proxy/$bin"
  cp "$(program kube-proxy)" "$work/proxy/$bin/"
  (cd "$root" && {
    find usr/sbin etc/alternatives \( -name '*tables*' -o -name conntrack -o -name nft \)
    find usr/lib/*/xtables etc/ethertypes etc/protocols etc/services usr/lib/*/libnss_files* 2>/dev/null
    # Its matches and targets are libraries, loaded when a rule names them, with needs of their own.
    chroot . sh -c 'ldd /usr/sbin/xtables-*-multi /usr/sbin/nft /usr/sbin/conntrack /usr/lib/*/xtables/*.so' |
      grep -oE '/[^ ]+\.so[^ ]*' | sort -u | while read -r library; do
        realpath --relative-base=. --canonicalize-missing "./$library"
        printf 'usr%s\n' "${library#/usr}"
      done
  } | sort -u | tar --create --no-recursion --ignore-failed-read --files-from - | tar --extract --directory "$work/proxy")
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$work/proxy/$name"; done
  mkdir -p "$work/proxy/run" "$work/proxy/tmp"
  pack_image "$work/images/kube-proxy.tar" "$work/proxy" '{"Env": ["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]}' \
    "${NODE_IMAGE_TAGS[@]/#/registry.k8s.io/kube-proxy:}"
}

# program_image WORK NAME FILE PATH TAG...: an image of this one static program.
program_image() {
  local work=$1 name=$2 file=$3 path=$4
  shift 4
  mkdir -p "$work/$name.root$(dirname "$path")"
  cp "$file" "$work/$name.root$path"
  pack_image "$work/images/$name.tar" "$work/$name.root" \
    "$(jq -n --arg path "$path" '{Entrypoint: [$path], Env: ["PATH=/usr/local/bin:/usr/bin:/bin"]}')" "$@"
}
