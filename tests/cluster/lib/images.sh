# shellcheck shell=bash
# Images of single static programs, written as tars without a container engine, and where they come from.

readonly APPS=$HERE/../apps
readonly APPS_VERSION=1.0.0
readonly TRAEFIK_VERSION=v3.6.12
readonly LOCAL_PATH_VERSION=v0.0.30

# image_name NAME: under which name a cluster knows it. An application of ours can be had in any version: ledger:1.1.0.
image_name() {
  case ${1%%:*} in
    hello | greeter | ledger | show | tick) printf 'croft.dev/%s:%s\n' "${1%%:*}" "$(app_version "$1")" ;;
    local-path) printf 'local-path-provisioner:%s\n' "$LOCAL_PATH_VERSION" ;;
    traefik) printf 'traefik:%s\n' "$TRAEFIK_VERSION" ;;
    alpine) printf '%s\n' "$HELPER_IMAGE" ;;
    *) die "there is no image named $1" "this script makes others" "choose from: node hello greeter ledger show tick traefik local-path alpine" "$EXIT_USAGE" ;;
  esac
}

# image_tar NAME: where its tar is, or will be.
image_tar() {
  local key
  case ${1%%:*} in
    hello | greeter | ledger | show | tick) key=$(app_key "$1") ;;
    local-path) key=$(key_of "$(programs_dir local-path)" "@$HERE/lib/images.sh") ;;
    traefik) key=$(key_of "$(programs_dir traefik)" "@$HERE/lib/images.sh") ;;
    alpine) key=$(key_of "@$HERE/lib/images.sh") ;;
  esac
  # To tar, what stands before a colon is another machine.
  printf '%s/images/%s-%s.tar\n' "$CACHE" "${1/:/-}" "$key"
}

app_version() {
  if [[ $1 == *:* ]]; then printf '%s\n' "${1#*:}"; else printf '%s\n' "$APPS_VERSION"; fi
}

app_key() {
  local file parts=("$(app_version "$1")" "@$HERE/lib/images.sh")
  for file in "$APPS"/go.mod "$APPS"/serve/*.go "$APPS/${1%%:*}"/*.go; do parts+=("@$file"); done
  key_of "${parts[@]}" "$(cd "$APPS" && go version)"
}

# build_images NAME...: writes the tars that are missing.
build_images() {
  local name
  for name in "$@"; do
    image_name "$name" >/dev/null
    need_go
    case $name in traefik | local-path) build_programs "$name" ;; esac
    with_lock "image-$name" build_image "$name"
  done
}

build_image() {
  local tar
  tar=$(image_tar "$1")
  if [[ -e $tar ]]; then
    line "image $1" cached
  else
    step "image $1" building built "$STATE/logs/image-${1/:/-}.log" cached "$tar" make_image "$1"
  fi
}

make_image() {
  case $1 in
    traefik | local-path | alpine) "make_image_$1" "$2" ;;
    *) make_app_image "$1" "$2" ;;
  esac
}

make_app_image() {
  local app=${1%%:*} out=$2 root=$2.root
  mkdir -p "$root"
  (cd "$APPS" && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(app_version "$1")" -o "$root/$app" "./$app")
  pack_image "$out" "$root" "$(jq -n --arg program "/$app" '{Entrypoint: [$program], User: "65532"}')" "$(image_name "$1")"
}

make_image_traefik() {
  local out=$1 root=$1.root
  mkdir -p "$root"
  cp "$(program traefik)" "$root/traefik"
  pack_image "$out" "$root" '{"Entrypoint": ["/traefik"], "User": "65532"}' "$(image_name traefik)"
}

make_image_local-path() {
  local out=$1 root=$1.root
  mkdir -p "$root"
  cp "$(program local-path-provisioner)" "$root/local-path-provisioner"
  pack_image "$out" "$root" '{"Entrypoint": ["/local-path-provisioner"]}' "$(image_name local-path)"
}

# A small system with a shell. Nothing in it is Alpine but the name, which is what Testcontainers asks for.
make_image_alpine() {
  local out=$1 root=$1.root
  need busybox=busybox-static
  mkdir -p "$root"/{bin,etc,tmp,proc,sys,dev}
  cp "$(command -v busybox)" "$root/bin/busybox"
  "$root/bin/busybox" --list | grep -vx busybox | xargs -I{} ln -s busybox "$root/bin/{}"
  pack_image "$out" "$root" '{"Cmd": ["/bin/sh"], "Env": ["PATH=/bin"]}' "$HELPER_IMAGE"
}

# pack_image OUT ROOT CONFIG NAME...: one layer from the folder ROOT (which is removed), in the format of `docker save`.
# The same content gives the same bytes.
pack_image() {
  local out=$1 root=$2 config=$3 work=$2.image layer id names
  shift 3
  need jq=jq
  mkdir -p "$work"
  # Whoever builds it: in the image it is root's. (What root itself builds may have other owners on purpose.)
  if (( EUID == 0 )); then tar_of "$root" "$work/layer.tar"; else tar_of "$root" "$work/layer.tar" --owner=0 --group=0; fi
  rm -rf "$root"
  layer=$(sha256sum <"$work/layer.tar" | cut -d' ' -f1)
  mkdir "$work/$layer"
  mv "$work/layer.tar" "$work/$layer/layer.tar"
  names=$(printf '%s\n' "$@" | jq -R . | jq -s .)
  jq -n --argjson config "$config" --arg layer "sha256:$layer" '{
    architecture: "amd64", os: "linux", created: "1970-01-01T00:00:01Z", config: $config,
    rootfs: {type: "layers", diff_ids: [$layer]}, history: [{created: "1970-01-01T00:00:01Z"}]
  }' >"$work/config.json"
  id=$(sha256sum <"$work/config.json" | cut -d' ' -f1)
  mv "$work/config.json" "$work/$id.json"
  jq -n --arg id "$id" --arg layer "$layer" --argjson names "$names" \
    '[{Config: ($id + ".json"), RepoTags: $names, Layers: [$layer + "/layer.tar"]}]' >"$work/manifest.json"
  tar_of "$work" "$out"
  rm -rf "$work"
}

# tar_of FOLDER OUT OPTION...
tar_of() {
  local folder=$1 out=$2
  shift 2
  tar --create --file "$out" --directory "$folder" --sort=name --mtime=@1 --numeric-owner "$@" .
}
