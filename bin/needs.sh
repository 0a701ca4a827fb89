# What building and testing need, and how to get it. Sourced by lib.sh.

need_to_build() {
    need "a C compiler" "has cc" "install gcc and the C library's headers" packages gcc libc6-dev pkg-config
    need "Rust 1.94 or newer" has_rust "install it with rustup, see https://rustup.rs" install_rust
    need "Node 20 and npm 10 or newer" has_node "install Node, see https://nodejs.org" install_node
}
need_to_check() {
    need "rustfmt and clippy" has_lints "rustup component add rustfmt clippy" rustup component add rustfmt clippy
    need "cargo-nextest" has_nextest "cargo install --locked cargo-nextest" \
        step "Installing cargo-nextest" cargo install --locked cargo-nextest@0.9.143
}
need_to_test() {
    need "pdftotext and pdftoppm" has_poppler "install poppler-utils" packages poppler-utils
    need "PostgreSQL 15 or newer (the server's programs)" has_postgres "install postgresql" install_postgres
    need "Chromium" has_chromium "install it, or name it in OPORA_CHROMIUM" packages chromium
}

# need WHAT CHECK HOW COMMAND…: when CHECK fails, runs COMMAND and looks again; notes HOW if in vain.
need() {
    what=$1 check=$2 how=$3
    shift 3
    $check >/dev/null 2>&1 && return
    if "$@" && hash -r && $check >/dev/null 2>&1; then return; fi
    missing="${missing-}
  $what: $how"
}
all_there() {
    [ -z "${missing-}" ] && return
    printf '\nMissing here, and not to be installed by this script:%s\n' "$missing" >&2
    exit 1
}

has_rust() { at_least 1.94 "$(cargo --version | cut -d ' ' -f 2)"; }
has_lints() { cargo fmt --version && cargo clippy --version; }
has_nextest() { cargo nextest --version; }
has_node() { at_least 20 "$(node --version | tr -d v)" && at_least 10 "$(npm --version)"; }
has_poppler() { has pdftotext && has pdftoppm; }
has_postgres() { at_least 15 "$("$(postgres_programs)/initdb" --version | cut -d ' ' -f 3)"; }
has_chromium() { "$(browser)" --version; }

postgres_programs() {
    ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 | grep . || dirname "$(command -v initdb)"
}
browser() {
    echo "${OPORA_CHROMIUM:-$(command -v chromium || command -v google-chrome || command -v chromium-browser)}"
}

# --- how to get it --------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else has sudo && sudo "$@"; fi; }

# Packages of Debian or Ubuntu, where this is such a system and we may.
packages() {
    has apt-get || return 1
    say "Installing $*"
    log=$(mktemp)
    { [ -n "${updated-}" ] || as_root apt-get update -qq; } >"$log" 2>&1 && updated=yes &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends ca-certificates "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        rm "$log"
        return 1
    }
    rm "$log"
}
offered() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([0-9.]*\).*/\1/p'; }

install_rust() {
    packages ca-certificates || return 1
    if [ -n "$(offered rustup)" ]; then
        packages rustup && rustup toolchain install stable --profile minimal --component clippy,rustfmt
    else
        at_least 1.94 "$(offered cargo)" && packages cargo rustfmt rust-clippy
    fi
}
install_node() {
    has npm || packages nodejs npm || return 1
    for newer in node@22 npm@11; do
        has_node || as_root npm install --global --no-fund --no-audit --loglevel=error $newer || return 1
    done
}
# Only the programs: without this file the package also starts a server of its own.
install_postgres() {
    packages postgresql-common || return 1
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    own=/etc/postgresql-common/createcluster.d/opora.conf
    echo 'create_main_cluster = false' | as_root tee "$own" >/dev/null
    packages postgresql && as_root rm "$own"
}
