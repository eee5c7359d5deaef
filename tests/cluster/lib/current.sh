# shellcheck shell=bash
# The provider `current`: a cluster that somebody else made, named by KUBECONFIG. Nothing is started or stopped in it.

current_up() {
  current_alive || die "the cluster of KUBECONFIG=${KUBECONFIG:-} does not answer" "kubectl could not read its version" \
    "point KUBECONFIG to a running cluster, or choose CROFT_CLUSTER=kind to have one made"
  line "cluster" "the one of KUBECONFIG, left as it is"
}

current_alive() {
  need kubectl=kubernetes-client
  [[ -n ${KUBECONFIG:-} ]] && command kubectl version --request-timeout 10s >/dev/null 2>&1
}

current_down() { line "cluster" "not ours, left as it is"; }

current_load() {
  die "cannot load images into the cluster of KUBECONFIG" "its nodes are not ours" "push the image to a registry it can reach"
}

current_ingress() {
  die "no ingress controller is installed into the cluster of KUBECONFIG" "what runs in it is its owner's choice" \
    "install one yourself, or use CROFT_CLUSTER=kind"
}
