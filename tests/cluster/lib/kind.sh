# shellcheck shell=bash
# The provider `kind`: what users have. One node; Traefik's port of it is published on loopback.

# The port of the node on which the ingress controller listens (ingress/traefik.yaml).
readonly INGRESS_NODE_PORT=32080
# From which Services get their addresses; Kind's default.
readonly SERVICE_RANGE=10.96.0.0/16

kind_up() {
  # Before anything else: from now on the engine stays, whichever other cluster ends.
  : >"$CLUSTER/uses-engine"
  need ss=iproute2
  use_engine
  use_node_image
  build_programs kind kubernetes
  load_helper_image
  kind_delete
  reserve_ports "$CLUSTER/port" 1 8080 8280 1
  kind_config >"$CLUSTER/kind.yaml"
  with_lock kind-network kind_network
  step "cluster $NAME" "creating" "created" "$CLUSTER/create.log" kind_create
  step "cluster $NAME" "waiting for the node" "ready" "$CLUSTER/ready.log" kind_ready
}

kind_create() {
  kind create cluster --name "$NAME" --image "$node_image" --config "$CLUSTER/kind.yaml" --kubeconfig "$KUBECONFIG_FILE.partial"
}

kind_ready() {
  local node
  # The address of a new Service leads nowhere until kube-proxy knows it. What pods send there meanwhile must not leave the node.
  for node in $(kind get nodes --name "$NAME"); do
    docker exec "$node" iptables --insert FORWARD --destination "$SERVICE_RANGE" --jump REJECT
  done
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" wait --for=condition=Ready --timeout=120s nodes --all
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" --namespace kube-system rollout status --timeout=120s deployment/coredns
  # Pods cannot be made in a namespace before its service account exists.
  wait_until 60 kubectl --kubeconfig "$KUBECONFIG_FILE.partial" get serviceaccount default
}

# Kind would make it with an IPv6 range, which nothing here uses and not every kernel has.
kind_network() {
  docker network inspect kind >/dev/null 2>&1 || docker network create kind >/dev/null
}

# The node's port of the ingress controller is published at the port of loopback that was reserved.
kind_config() {
  cat <<END
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking:
  apiServerAddress: 127.0.0.1
  serviceSubnet: $SERVICE_RANGE
nodes:
  - role: control-plane
    extraPortMappings:
      - {listenAddress: 127.0.0.1, hostPort: $(<"$CLUSTER/port"), containerPort: $INGRESS_NODE_PORT}
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
  rm -f "$CLUSTER/uses-engine"
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
  printf 'http://127.0.0.1:%s\n' "$(<"$CLUSTER/port")"
}

kind_install_ingress() {
  kubectl --kubeconfig "$KUBECONFIG_FILE" apply --server-side --kustomize "$HERE/ingress"
  kubectl --kubeconfig "$KUBECONFIG_FILE" --namespace traefik rollout status --timeout=120s deployment/traefik
}
