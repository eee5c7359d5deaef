# shellcheck shell=bash
# The provider `control-plane`: etcd, kube-apiserver and kube-controller-manager as plain processes, on loopback only.
# No node and no pods, but every process can be stopped, frozen and restored by itself. All files are in the state folder.

readonly CONTROL_PLANE_PROCESSES=(etcd apiserver controller-manager)
# The first port; each cluster takes a block of four from here upwards, at a place derived from its name.
readonly CONTROL_PLANE_PORTS=21000 CONTROL_PLANE_BLOCKS=500

control_plane_up() {
  need openssl=openssl curl=curl ss=iproute2
  build_programs etcd kubernetes
  control_plane_stop
  rm -rf "$CLUSTER/files" "$CLUSTER/audit.log"
  mkdir -p "$CLUSTER/files"
  step "cluster $NAME" "making certificates" "certificates made" "$CLUSTER/certificates.log" make_certificates
  # etcd for clients and for peers, API server, controller-manager.
  local first=$(( CONTROL_PLANE_PORTS + 16#$(key_of "$NAME" | cut -c1-6) % CONTROL_PLANE_BLOCKS * 4 ))
  reserve_ports "$CLUSTER/port" 4 "$first" $(( first + 4 * CONTROL_PLANE_BLOCKS )) 4
  step "cluster $NAME" starting started "$CLUSTER/start.log" control_plane_boot
}

# All at once: each tries again until the one before it answers.
control_plane_boot() {
  local port
  port=$(<"$CLUSTER/port")
  write_kubeconfig "$KUBECONFIG_FILE.partial" admin "$port"
  write_kubeconfig "$CLUSTER/files/controller-manager.kubeconfig" controller-manager "$port"
  launch_etcd "$port"
  launch_apiserver "$port"
  launch_controller_manager "$port"
  # The API server answers, and the controller-manager has made the service account of a new namespace.
  wait_until 60 control_plane_answers || { tail -n 15 "$CLUSTER"/{etcd,apiserver,controller-manager}.log; return 1; }
}

control_plane_answers() {
  local files=$CLUSTER/files path
  for path in readyz api/v1/namespaces/default/serviceaccounts/default; do
    curl --silent --fail --max-time 5 --cacert "$files/ca.crt" --cert "$files/admin.crt" --key "$files/admin.key" \
      "https://127.0.0.1:$(( $(<"$CLUSTER/port") + 2 ))/$path"
  done
}

launch_etcd() {
  local port=$1 sync=(--unsafe-no-fsync)
  [[ ${CROFT_CLUSTER_FSYNC:-no} != yes ]] || sync=()
  launch "$CLUSTER/etcd" "$CLUSTER/etcd.log" "$(program etcd)" --name "$NAME" --data-dir "$CLUSTER/files/etcd" "${sync[@]}" \
    --listen-client-urls "http://127.0.0.1:$port" --advertise-client-urls "http://127.0.0.1:$port" \
    --listen-peer-urls "http://127.0.0.1:$(( port + 1 ))" --initial-advertise-peer-urls "http://127.0.0.1:$(( port + 1 ))" \
    --initial-cluster "$NAME=http://127.0.0.1:$(( port + 1 ))" --log-level warn
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

launch_apiserver() {
  local port=$1 files=$CLUSTER/files
  write_audit_policy "$files/audit-policy.yaml"
  launch "$CLUSTER/apiserver" "$CLUSTER/apiserver.log" "$(program kube-apiserver)" --etcd-servers "http://127.0.0.1:$port" \
    --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --secure-port $(( port + 2 )) --endpoint-reconciler-type none \
    --client-ca-file "$files/ca.crt" --tls-cert-file "$files/server.crt" --tls-private-key-file "$files/server.key" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$files/accounts.key" \
    --service-account-signing-key-file "$files/accounts.key" --service-cluster-ip-range 10.96.0.0/16 \
    --authorization-mode Node,RBAC --allow-privileged \
    --audit-policy-file "$files/audit-policy.yaml" --audit-log-path "$CLUSTER/audit.log" --audit-log-mode blocking \
    --audit-log-maxsize 200 --audit-log-maxbackup 1
}

launch_controller_manager() {
  local port=$1 files=$CLUSTER/files
  launch "$CLUSTER/controller-manager" "$CLUSTER/controller-manager.log" "$(program kube-controller-manager)" \
    --kubeconfig "$files/controller-manager.kubeconfig" --bind-address 127.0.0.1 --secure-port $(( port + 3 )) \
    --tls-cert-file "$files/server.crt" --tls-private-key-file "$files/server.key" --root-ca-file "$files/ca.crt" \
    --service-account-private-key-file "$files/accounts.key" --use-service-account-credentials \
    --leader-elect=false
}

# write_kubeconfig FILE USER PORT: everything inside, so that the file can be copied elsewhere.
write_kubeconfig() {
  local files=$CLUSTER/files
  cat >"$1" <<END
apiVersion: v1
kind: Config
current-context: croft-$NAME
contexts: [{name: croft-$NAME, context: {cluster: croft-$NAME, user: $2}}]
clusters:
  - name: croft-$NAME
    cluster: {server: "https://127.0.0.1:$(( $3 + 2 ))", certificate-authority-data: $(base64 -w0 <"$files/ca.crt")}
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
  for process in "${CONTROL_PLANE_PROCESSES[@]}"; do
    running "$CLUSTER/$process" >/dev/null || return 1
  done
}

# In the order in which they need each other. A frozen process (SIGSTOP) is woken, or it could not end.
control_plane_stop() {
  local process pid
  for process in controller-manager apiserver etcd; do
    if pid=$(running "$CLUSTER/$process"); then kill -s CONT "$pid"; fi
    stop "$CLUSTER/$process" 5
  done
}

control_plane_down() { step "cluster $NAME" stopping stopped "$STATE/logs/remove-$NAME.log" control_plane_stop; }

control_plane_load() {
  die "cannot load images into $NAME" "the provider control-plane has no node and runs no pods" \
    "use a cluster of the provider kind: CROFT_CLUSTER=kind"
}

control_plane_ingress() {
  die "cannot install an ingress controller into $NAME" "the provider control-plane has no node and runs no pods" \
    "use a cluster of the provider kind: CROFT_CLUSTER=kind"
}
