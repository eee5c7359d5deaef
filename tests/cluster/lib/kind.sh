# shellcheck shell=bash
# The provider `kind`: what users have. One node; Traefik's port of it is published on loopback.

# The port of the node on which the ingress controller listens (ingress/traefik.yaml).
readonly INGRESS_NODE_PORT=32080

kind_up() {
  use_engine
  : >"$CLUSTER/uses-engine"
  build_programs kind kubernetes
  use_node_image
  load_helper_image
  kind_delete
  kind_config >"$CLUSTER/kind.yaml"
  # Kind would make it with an IPv6 range, which nothing here uses and not every kernel has.
  docker network inspect kind >/dev/null 2>&1 || docker network create kind >/dev/null
  step "cluster $NAME" "creating" "created" "$CLUSTER/create.log" kind_create
  step "cluster $NAME" "waiting for the node" "ready" "$CLUSTER/ready.log" kind_ready
}

kind_create() {
  kind create cluster --name "$NAME" --image "$node_image" --config "$CLUSTER/kind.yaml" --kubeconfig "$KUBECONFIG_FILE.partial"
}

kind_ready() {
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" wait --for=condition=Ready --timeout=120s nodes --all
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" --namespace kube-system rollout status --timeout=120s deployment/coredns
  # Pods cannot be made in a namespace before its service account exists.
  wait_until 60 kubectl --kubeconfig "$KUBECONFIG_FILE.partial" get serviceaccount default
}

# The node's port of the ingress controller at a free port of loopback, 8080 where that is free.
kind_config() {
  local port
  port=$(free_port 8080) || die "no free port for the ingress controller" "8080 to 8280 are all taken" "stop what listens there"
  printf '%s\n' "$port" >"$CLUSTER/ingress-port"
  cat <<END
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking:
  apiServerAddress: 127.0.0.1
nodes:
  - role: control-plane
    extraPortMappings:
      - {listenAddress: 127.0.0.1, hostPort: $port, containerPort: $INGRESS_NODE_PORT}
END
}

kind_alive() {
  engine_answers "$(cluster_engine)" && kubectl --kubeconfig "$KUBECONFIG_FILE" get --raw /readyz --request-timeout 5s >/dev/null 2>&1
}

# cluster_engine: where the engine of an existing cluster is.
cluster_engine() {
  if [[ -S $ENGINE_SOCKET ]]; then printf 'unix://%s\n' "$ENGINE_SOCKET"; else printf '%s\n' "${DOCKER_HOST:-}"; fi
}

# Also removes what is left of a cluster whose engine was killed: containers that are known but do not run.
kind_delete() {
  local left
  left=$(docker ps --all --quiet --filter "label=io.x-k8s.kind.cluster=$NAME")
  [[ -z $left ]] || xargs docker rm --force --volumes <<<"$left" >/dev/null
}

kind_down() {
  local engine
  engine=$(cluster_engine)
  if engine_answers "$engine"; then
    [[ -z $engine ]] || export DOCKER_HOST=$engine
    step "cluster $NAME" removing removed "$STATE/logs/remove-$NAME.log" kind_delete
  fi
  # After a crash nothing answers; the engine's own cleaning then takes the containers along.
  release_engine
}

kind_load() {
  local tar
  DOCKER_HOST=$(cluster_engine)
  export DOCKER_HOST
  for tar in "$@"; do
    step "image $(basename "$tar" .tar | sed -E 's/-[0-9a-f]{16}$//')" loading loaded "$CLUSTER/load.log" kind load image-archive --name "$NAME" "$tar"
  done
}

kind() { KIND_EXPERIMENTAL_PROVIDER=docker "$(program kind)" "$@"; }
kubectl() { "$(program kubectl)" "$@"; }

# kind_ingress: Traefik from ingress/, and the address at which it answers.
kind_ingress() {
  build_images traefik
  kind_load "$(image_tar traefik)"
  step ingress installing installed "$CLUSTER/ingress.log" kind_install_ingress
  printf 'http://127.0.0.1:%s\n' "$(<"$CLUSTER/ingress-port")"
}

kind_install_ingress() {
  kubectl --kubeconfig "$KUBECONFIG_FILE" apply --server-side --kustomize "$HERE/ingress"
  kubectl --kubeconfig "$KUBECONFIG_FILE" --namespace traefik rollout status --timeout=120s deployment/traefik
}
