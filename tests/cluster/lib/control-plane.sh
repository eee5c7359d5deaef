# shellcheck shell=bash
# The provider `control-plane`: Kubernetes' own programs as plain processes, on loopback only. Every one of them can be stopped,
# frozen and started by itself (processes.sh). There is no kubelet; with CROFT_CLUSTER_PODS=yes kwok plays one, after the stages
# in kwok/. All files are in the state folder.

# Processes listen on ports of the cluster's block, counted from its first: etcd for clients and for peers, API server,
# controller-manager, scheduler, and the API server that may lag behind.
readonly PORTS_OF_A_BLOCK=8 ETCD=0 ETCD_PEERS=1 APISERVER=2 CONTROLLER_MANAGER=3 SCHEDULER=4 STALE_APISERVER=5
# Where the first block begins; a cluster's place is derived from its name.
readonly CONTROL_PLANE_PORTS=21000 CONTROL_PLANE_BLOCKS=500

# Nobody is stopped after what it needs.
readonly STOP_ORDER=(kwok scheduler controller-manager stale-apiserver apiserver etcd)

# The programs' own limits are meant for one calm cluster; many tests at once must not wait for them.
readonly CLIENT_LIMITS=(--kube-api-qps 300 --kube-api-burst 600)

control_plane_up() {
  local programs=(etcd kubernetes)
  need openssl=openssl curl=curl ss=iproute2
  [[ ${CROFT_CLUSTER_PODS:-no} != yes ]] || programs+=(kwok)
  build_programs "${programs[@]}"
  control_plane_stop
  rm -rf "$CLUSTER/files" "$CLUSTER/audit.log" "$CLUSTER/stale-etcd"
  mkdir -p "$CLUSTER/files"
  write_settings
  step "cluster $NAME" "making certificates" "certificates made" "$CLUSTER/certificates.log" make_certificates
  local first=$(( CONTROL_PLANE_PORTS + 16#$(key_of "$NAME" | cut -c1-6) % CONTROL_PLANE_BLOCKS * PORTS_OF_A_BLOCK ))
  reserve_ports "$CLUSTER/port" "$PORTS_OF_A_BLOCK" "$first" $(( first + PORTS_OF_A_BLOCK * CONTROL_PLANE_BLOCKS )) "$PORTS_OF_A_BLOCK"
  step "cluster $NAME" starting started "$CLUSTER/start.log" control_plane_boot
}

# A process that is started again is started as at first, whatever the environment says by then.
write_settings() {
  printf '%s=%s\n' fsync "${CROFT_CLUSTER_FSYNC:-no}" audit "${CROFT_CLUSTER_AUDIT:-yes}" pods "${CROFT_CLUSTER_PODS:-no}" \
    >"$CLUSTER/settings"
}

# is_set NAME: whether the cluster was started with that setting.
is_set() { grep -qx "$1=yes" "$CLUSTER/settings" 2>/dev/null; }

# port PLACE: the number of one of the ports above.
port() { printf '%s\n' $(( $(<"$CLUSTER/port") + $1 )); }

# control_plane_processes: those that always run, in the order in which they need each other.
control_plane_processes() { printf '%s\n' etcd apiserver controller-manager; pod_processes; }
pod_processes() { ! is_set pods || printf '%s\n' scheduler kwok; }

control_plane_boot() {
  local client
  write_kubeconfig "$KUBECONFIG_FILE.partial" admin
  for client in controller-manager $(pod_processes); do write_kubeconfig "$CLUSTER/files/$client.kubeconfig" "$client"; done
  control_plane_launch
  ! is_set pods || make_nodes
}

# All at once: each tries again until the one before it answers.
control_plane_launch() {
  local process
  for process in $(control_plane_processes); do "launch_${process//-/_}"; done
  # The API server answers, and the controller-manager has made the service account of a new namespace.
  wait_until 60 control_plane_answers || { tail -n 15 "$CLUSTER"/{etcd,apiserver,controller-manager}.log; return 1; }
}

control_plane_answers() {
  local files=$CLUSTER/files path
  for path in readyz api/v1/namespaces/default/serviceaccounts/default; do
    curl --silent --fail --max-time 5 --cacert "$files/ca.crt" --cert "$files/admin.crt" --key "$files/admin.key" \
      "https://127.0.0.1:$(port "$APISERVER")/$path" || return 1
  done
}

make_nodes() {
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" create --filename "$HERE/kwok/nodes.yaml" --filename "$HERE/kwok/storage.yaml"
  kubectl --kubeconfig "$KUBECONFIG_FILE.partial" wait --for=condition=Ready --timeout=60s nodes --all
}

launch_etcd() {
  local sync=(--unsafe-no-fsync) url
  ! is_set fsync || sync=()
  url=http://127.0.0.1:$(port "$ETCD")
  # shellcheck disable=SC2046 # one word per flag and value
  launch "$CLUSTER/etcd" "$CLUSTER/etcd.log" "$(program etcd)" --data-dir "$CLUSTER/files/etcd" "${sync[@]}" \
    --listen-client-urls "$url" --advertise-client-urls "$url" --listen-peer-urls "$(etcd_peer)" $(etcd_member) --log-level warn
}

# etcd_member: flags that say whom a data folder belongs to; etcd and a restored snapshot must agree on them.
etcd_member() { printf '%s\n' --name "$NAME" --initial-cluster "$NAME=$(etcd_peer)" --initial-advertise-peer-urls "$(etcd_peer)"; }

etcd_peer() { printf 'http://127.0.0.1:%s\n' "$(port "$ETCD_PEERS")"; }

launch_apiserver() {
  local audit=()
  if is_set audit; then
    write_audit_policy "$CLUSTER/files/audit-policy.yaml"
    audit=(--audit-policy-file "$CLUSTER/files/audit-policy.yaml" --audit-log-path "$CLUSTER/audit.log" --audit-log-mode blocking
      --audit-log-maxsize 200 --audit-log-maxbackup 1)
  fi
  run_apiserver apiserver "$APISERVER" "http://127.0.0.1:$(port "$ETCD")" "${audit[@]}"
}

# A second one on the same store, which it reaches through an address that may hold back what passes. The first one compacts
# the store for both.
launch_stale_apiserver() {
  run_apiserver stale-apiserver "$STALE_APISERVER" "$(<"$CLUSTER/stale-etcd")" --etcd-compaction-interval 0
}

# Every request, by whom and for what, without bodies: tests count in audit.log what a client asked for.
write_audit_policy() {
  cat >"$1" <<'END'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived, ResponseStarted]
rules: [{level: Metadata}]
END
}

# run_apiserver NAME PLACE ETCD FLAG...
run_apiserver() {
  local name=$1 place=$2 etcd=$3 files=$CLUSTER/files
  shift 3
  launch "$CLUSTER/$name" "$CLUSTER/$name.log" "$(program kube-apiserver)" --etcd-servers "$etcd" \
    --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --secure-port "$(port "$place")" --endpoint-reconciler-type none \
    --client-ca-file "$files/ca.crt" --tls-cert-file "$files/server.crt" --tls-private-key-file "$files/server.key" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$files/accounts.key" \
    --service-account-signing-key-file "$files/accounts.key" --service-cluster-ip-range 10.96.0.0/16 \
    --authorization-mode Node,RBAC --allow-privileged "$@"
}

launch_controller_manager() {
  local files=$CLUSTER/files
  # Nodes that kwok plays say once that they are well, and nothing after that.
  run_controller controller-manager "$CONTROLLER_MANAGER" kube-controller-manager --root-ca-file "$files/ca.crt" \
    --service-account-private-key-file "$files/accounts.key" --use-service-account-credentials --node-monitor-grace-period 24h \
    --enable-hostpath-provisioner \
    --concurrent-deployment-syncs 20 --concurrent-replicaset-syncs 20 --concurrent-service-endpoint-syncs 20 \
    --concurrent-endpoint-syncs 20 --concurrent-namespace-syncs 20
}

launch_scheduler() { run_controller scheduler "$SCHEDULER" kube-scheduler; }

# run_controller NAME PLACE PROGRAM FLAG...
run_controller() {
  local name=$1 place=$2 program=$3 files=$CLUSTER/files
  shift 3
  launch "$CLUSTER/$name" "$CLUSTER/$name.log" "$(program "$program")" \
    --kubeconfig "$files/$name.kubeconfig" --bind-address 127.0.0.1 --secure-port "$(port "$place")" \
    --tls-cert-file "$files/server.crt" --tls-private-key-file "$files/server.key" --leader-elect=false "${CLIENT_LIMITS[@]}" "$@"
}

# It limits itself in no way. Without a duration for leases of nodes it holds none, so none is renewed.
launch_kwok() {
  launch "$CLUSTER/kwok" "$CLUSTER/kwok.log" "$(program kwok)" --kubeconfig "$CLUSTER/files/kwok.kubeconfig" \
    --config "$HERE/kwok/stages.yaml" --manage-all-nodes --node-lease-duration-seconds 0 --cidr 10.244.0.0/16 --v WARN
}

# write_kubeconfig FILE USER: everything inside, so that the file can be copied elsewhere.
write_kubeconfig() {
  local files=$CLUSTER/files
  cat >"$1" <<END
apiVersion: v1
kind: Config
current-context: croft-$NAME
contexts: [{name: croft-$NAME, context: {cluster: croft-$NAME, user: $2}}]
clusters:
  - name: croft-$NAME
    cluster: {server: "https://127.0.0.1:$(port "$APISERVER")", certificate-authority-data: $(base64 -w0 <"$files/ca.crt")}
users:
  - name: $2
    user: {client-certificate-data: $(base64 -w0 <"$files/$2.crt"), client-key-data: $(base64 -w0 <"$files/$2.key")}
END
  chmod 600 "$1"
}

# One authority, one certificate for the server, one for each client, one key for the tokens of service accounts.
make_certificates() {
  local files=$CLUSTER/files
  umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=croft-$NAME" \
    -addext keyUsage=critical,keyCertSign,digitalSignature -keyout "$files/ca.key" -out "$files/ca.crt"
  certificate server /CN=kube-apiserver serverAuth \
    DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1
  certificate admin /O=system:masters/CN=admin clientAuth
  certificate controller-manager /CN=system:kube-controller-manager clientAuth
  if is_set pods; then
    certificate scheduler /CN=system:kube-scheduler clientAuth
    certificate kwok /O=system:masters/CN=kwok clientAuth
  fi
  openssl genrsa -out "$files/accounts.key" 2048
}

# certificate NAME SUBJECT USE [ALTERNATIVE NAMES]
certificate() {
  local name=$1 files=$CLUSTER/files extensions
  extensions=$(printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n' "$3")
  [[ -z ${4:-} ]] || extensions+=$(printf '\nsubjectAltName=%s\n' "$4")
  openssl req -newkey rsa:2048 -nodes -subj "$2" -keyout "$files/$name.key" -out "$files/$name.csr"
  openssl x509 -req -days 365 -in "$files/$name.csr" -CA "$files/ca.crt" -CAkey "$files/ca.key" -CAcreateserial \
    -extfile <(printf '%s\n' "$extensions") -out "$files/$name.crt"
}

control_plane_alive() {
  local process
  for process in $(control_plane_processes); do
    running "$CLUSTER/$process" >/dev/null || return 1
  done
}

control_plane_stop() {
  local process
  for process in "${STOP_ORDER[@]}"; do stop_process "$process"; done
}

control_plane_down() { step "cluster $NAME" stopping stopped "$STATE/logs/remove-$NAME.log" control_plane_stop; }

control_plane_load() {
  die "cannot load images into $NAME" "the provider control-plane runs no containers" \
    "use a cluster of the provider kind: CROFT_CLUSTER=kind"
}

control_plane_ingress() {
  die "cannot install an ingress controller into $NAME" "the provider control-plane runs no containers" \
    "use a cluster of the provider kind: CROFT_CLUSTER=kind"
}
