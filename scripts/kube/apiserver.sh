#!/bin/sh
# A real API server of Kubernetes, with etcd and the controllers, out of Debian's packages alone, for the tests that
# run with TEST_KUBECONFIG. Nothing of the machine is changed: all of it is in DIRECTORY, and it listens on 127.0.0.1.
#
#   apiserver.sh build DIRECTORY          needs apt and tar; about 10 minutes of a processor, 2 GB
#   apiserver.sh start DIRECTORY [PORT]   until it is ended; writes DIRECTORY/run/kubeconfig, says "ready"
#
# The last version that Debian has whole is 1.20: its later packages hold the client only. There is no kubelet: pods
# are made, and nobody runs them.
set -eu

suite=bookworm
go=1.19

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# apt with lists and sources of its own, from the mirror that the machine uses.
own_apt() {
  program=$1
  shift
  "$program" -q -o Dir::Etc::sourcelist="$dir/apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$dir/apt/lists" -o Dir::Cache="$dir/apt/cache" -o APT::Sandbox::User=root "$@"
}

fetch() {
  # shellcheck disable=SC2016  # apt's own words
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
    grep -v security | sed -n 1p)
  [ -n "$mirror" ] || fail "apt of this machine knows no mirror of Debian: run apt-get update first"
  mkdir -p "$dir/apt/lists/partial" "$dir/apt/cache/archives/partial" "$dir/fetched" "$dir/tree" "$dir/source"
  key=/usr/share/keyrings/debian-archive-keyring.gpg
  for type in deb deb-src; do
    echo "$type [signed-by=$key] $mirror $suite main"
  done >"$dir/apt/sources.list"
  own_apt apt-get update
  (
    cd "$dir/fetched"
    own_apt apt-get download "golang-$go-go" "golang-$go-src" etcd-server
    # Only its original archive is of use; Debian's patches are of the client.
    own_apt apt-get source --download-only kubernetes
  )
  for package in "$dir"/fetched/*.deb; do
    dpkg-deb -x "$package" "$dir/tree"
  done
  tar -xzf "$dir"/fetched/kubernetes_*.orig.tar.gz -C "$dir/source" --strip-components=1
  mend
}

# What the API says of its types is generated before each build of it, and is no part of the archive.
generate() {
  generator=$dir/openapi-gen
  go build -o "$generator" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  packages=$(grep -RlE '^// *\+k8s:openapi-gen=' --include='*.go' vendor/k8s.io pkg |
    grep -v -e /code-generator/ -e /sample-apiserver/ -e /gengo/ -e /kube-openapi/ -e /testdata/ -e _test.go |
    xargs -n1 dirname | LC_ALL=C sort -u | sed 's,^,k8s.io/kubernetes/,' | paste -sd, -)
  "$generator" --logtostderr -i "$packages" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$dir/openapi-violations"
}

# Its reflect2 knows maps as they were before Go 1.18: their iterator is given by who asks now.
mend() {
  in=$dir/source/vendor/github.com/modern-go/reflect2
  sed -i 's/^func mapiterinit(.*/func mapiterinit(rtype unsafe.Pointer, m unsafe.Pointer, it *hiter)/' "$in/unsafe_link.go"
  sed -i -f - "$in/unsafe_map.go" <<'END'
s/^\treturn &UnsafeMapIterator{/\tit := (*hiter)(unsafe.Pointer(new([16]unsafe.Pointer)))\n\tmapiterinit(type2.rtype, *(*unsafe.Pointer)(obj), it)\n&/
s/mapiterinit(type2.rtype, .*)),$/it,/
END
}

build() {
  [ -e "$dir/source/go.mod" ] || fetch
  mkdir -p "$dir/go/src/k8s.io" "$dir/bin"
  ln -sfn "$dir/source" "$dir/go/src/k8s.io/kubernetes"
  GOROOT=$dir/tree/usr/lib/go-$go
  PATH=$GOROOT/bin:$PATH
  GOPATH=$dir/go GOCACHE=$dir/go/cache GO111MODULE=off GOPROXY=off CGO_ENABLED=0 GOFLAGS=
  export GOROOT PATH GOPATH GOCACHE GO111MODULE GOPROXY CGO_ENABLED GOFLAGS
  cd "$GOPATH/src/k8s.io/kubernetes"
  [ -e pkg/generated/openapi/zz_generated.openapi.go ] || generate
  for program in kube-apiserver kube-controller-manager; do
    say "builds $program"
    # Without clouds, and without what makes it fast: it is to be there soon.
    go build -p 2 -tags providerless -gcflags 'all=-N -l -dwarf=false' -ldflags '-s -w' -o "$dir/bin/$program" "./cmd/$program"
  done
  cp "$dir/tree/usr/bin/etcd" "$dir/bin/etcd"
  say "built: $dir/bin"
}

# A certificate: NAME SUBJECT USE [NAMES]
certificate() {
  openssl req -new -newkey rsa:2048 -nodes -subj "$2" -keyout "$run/$1.key" -out "$run/$1.csr" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=%s\n%s' "$3" "${4:+subjectAltName=$4}" >"$run/$1.ext"
  openssl x509 -req -in "$run/$1.csr" -CA "$run/ca.crt" -CAkey "$run/ca.key" -CAcreateserial -days 30 \
    -extfile "$run/$1.ext" -out "$run/$1.crt" 2>/dev/null
}

certificates() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=hirte-test-cluster -keyout "$run/ca.key" \
    -out "$run/ca.crt" 2>/dev/null
  certificate server /CN=kube-apiserver serverAuth "IP:127.0.0.1,IP:10.96.0.1,DNS:kubernetes.default.svc"
  certificate admin /O=system:masters/CN=admin clientAuth
  openssl genrsa -out "$run/accounts.key" 2048 2>/dev/null
  cat >"$run/kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: test
contexts: [{ name: test, context: { cluster: test, user: test } }]
clusters:
  - { name: test, cluster: { server: "https://127.0.0.1:$port", certificate-authority: "$run/ca.crt" } }
users:
  - { name: test, user: { client-certificate: "$run/admin.crt", client-key: "$run/admin.key" } }
END
  # Every request and its answer, without what is in them.
  cat >"$run/audit.yaml" <<END
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{ level: Metadata }]
END
}

children=
begin() {
  name=$1
  shift
  "$@" >"$run/$name.log" 2>&1 &
  children="$! $children"
}

finish() {
  trap - EXIT
  # The last one first: each needs those that were begun before it.
  for child in $children; do
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  done
}

ask() {
  curl -sS --max-time 10 --cacert "$run/ca.crt" --cert "$run/admin.crt" --key "$run/admin.key" "$@"
}

await_ready() {
  for _ in $(seq 300); do
    [ "$(ask "https://127.0.0.1:$port/readyz" 2>/dev/null)" = ok ] && return
    sleep 1
  done
  fail "no API within 5 minutes: $run/kube-apiserver.log"
}

start() {
  port=${1:-16443}
  run=$dir/run
  [ -x "$dir/bin/kube-controller-manager" ] || fail "nothing is built in $dir: $0 build $dir"
  rm -rf "$run"
  mkdir "$run"
  chmod 700 "$run"
  certificates
  trap finish EXIT
  trap 'exit 0' INT TERM
  store=http://127.0.0.1:$((port + 1))
  peers=http://127.0.0.1:$((port + 2))
  begin etcd "$dir/bin/etcd" --data-dir "$run/etcd" --listen-client-urls "$store" --advertise-client-urls "$store" \
    --listen-peer-urls "$peers" --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers"
  # It compacts every half minute, that a list's `continue` of yesterday can be had today.
  begin kube-apiserver "$dir/bin/kube-apiserver" --etcd-servers "$store" --etcd-compaction-interval 30s \
    --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --secure-port "$port" --insecure-port 0 \
    --endpoint-reconciler-type none --service-cluster-ip-range 10.96.0.0/16 --authorization-mode RBAC \
    --client-ca-file "$run/ca.crt" --tls-cert-file "$run/server.crt" --tls-private-key-file "$run/server.key" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$run/accounts.key" \
    --service-account-signing-key-file "$run/accounts.key" --audit-policy-file "$run/audit.yaml" \
    --audit-log-path "$run/audit.log" --cert-dir "$run"
  await_ready
  begin kube-controller-manager "$dir/bin/kube-controller-manager" --kubeconfig "$run/kubeconfig" --leader-elect=false \
    --bind-address 127.0.0.1 --secure-port $((port + 3)) --port 0 --cert-dir "$run" \
    --service-account-private-key-file "$run/accounts.key" --root-ca-file "$run/ca.crt"
  # The tests that suspend, scale and drain do so only where this is: in no cluster that anybody needs.
  ask -o "$run/mark.json" -H 'Content-Type: application/json' "https://127.0.0.1:$port/api/v1/namespaces" \
    -d '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"hirte-test-cluster"}}'
  say "TEST_KUBECONFIG=$run/kubeconfig"
  echo ready
  wait
}

case ${1:-} in
  -h | --help)
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "$0"
    exit 0
    ;;
esac
[ $# -ge 2 ] || fail "usage: $0 build|start DIRECTORY [PORT]; $0 --help says what each takes"
mkdir -p "$2"
dir=$(cd "$2" && pwd)
case $1 in
  build) build ;;
  start) start "${3:-}" ;;
  *) fail "usage: $0 build|start DIRECTORY [PORT]" ;;
esac
