# The verbs of this repository. `make` alone explains them.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# kind (default), control-plane or current: see tests/cluster/README.md.
CROFT_CLUSTER ?= kind
export CROFT_CLUSTER

OVERLAY ?= kind-dev
MVN := ./mvnw -B -ntp
KUBECTL = PATH="$$(tests/cluster/cluster programs kubernetes 2>/dev/null):$$PATH" kubectl

# All that Maven reads for the image; where none of it is newer, there is nothing to do.
IMAGE := operator/image/target/croft-operator.tar
IMAGE_SOURCES = $(shell find pom.xml .mvn crds operator examples -type f -not -path '*/target/*' -not -path '*/src/test/*')

help: ## Explain each verb in a line
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Cluster, Traefik, Croft and an example, on a bare machine; ends with its URL
	@tests/cluster/demo

demo-down: ## Remove all that `make demo` made
	@tests/cluster/demo --down

test: ## Every test: unit, golden, guards, integration on a real API server, trials under faults, end to end on Kind
	@$(MVN) verify -Pbroken-builds

cluster: ## A local cluster; again: says that it is up
	@tests/cluster/cluster up

cluster-down: ## Remove that cluster and whatever a crashed run left
	@tests/cluster/cluster down

kubeconfig: ## Print the path of its kubeconfig
	@tests/cluster/cluster kubeconfig

image: $(IMAGE) ## The operator's image as a tar, without a container engine

$(IMAGE): $(IMAGE_SOURCES)
	@$(MVN) -q package -pl operator/image -am -DskipTests -Dspotless.check.skip
	@touch $@

install: ## CRDs and operator into the cluster of KUBECONFIG (OVERLAY=kind-dev or hetzner-prod)
	@$(KUBECTL) apply --server-side --kustomize kustomize/overlays/$(OVERLAY)
	@$(KUBECTL) -n croft-system rollout status deployment/croft-operator --timeout=180s

generate: ## Write anew what is generated and committed: CRDs and their reference
	@$(MVN) -q test -pl crds -am -Dcroft.generate=true
	@git status --short crds/manifests docs/reference

golden: ## Write anew what golden tests expect; read the difference before you commit it
	@$(MVN) -q test -pl operator/app -am -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dcroft.golden=write
	@git status --short operator/app/src/test/resources/golden

.PHONY: help demo demo-down test cluster cluster-down kubeconfig image install generate golden
