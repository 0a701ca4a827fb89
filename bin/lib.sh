# What the commands in bin/ share.
# Sourced from the top of the tree, after `set -eu`.

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/opora/target}"
case $CARGO_TARGET_DIR in /*) ;; *) CARGO_TARGET_DIR=$PWD/$CARGO_TARGET_DIR ;; esac
export PATH="$HOME/.cargo/bin:$PATH"
opora=$CARGO_TARGET_DIR/demo/opora

say() { printf '\n== %s\n' "$*"; }
step() { say "$1" && shift && "$@"; }
has() { command -v "$1" >/dev/null 2>&1; }
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# Where tests keep what they throw away: in memory where there is plenty, for thousands of small
# commits would each wait for a disk.
quick_place() {
    plenty_kb=12000000
    memory_kb=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo 2>/dev/null)
    room_kb=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ -w /dev/shm ] && [ "${memory_kb:-0}" -gt $plenty_kb ] && [ "${room_kb:-0}" -gt $plenty_kb ]; then
        echo /dev/shm
    else
        echo "${TMPDIR:-/tmp}"
    fi
}

. bin/needs.sh

# Builds the program that bin/demo serves; returns at once if nothing changed since this tree was built.
# With the workspace and one of its tests selected, the libraries get the very features that bin/test needs.
build() {
    [ -x "$opora" ] && [ "$(cat "$opora.from" 2>/dev/null)" = "$PWD" ] &&
        [ -z "$(find Cargo.* .cargo askama.toml crates demo src ui -name node_modules -prune -o \
            -newer "$opora.from" -print -quit 2>/dev/null)" ] && return
    need_to_build && all_there
    step "Styles, scripts and fonts" bin/ui
    mkdir -p "${opora%/*}" && printf %s "$PWD" >"$opora.building"
    step "The program (the first time takes some minutes)" \
        cargo build --profile demo --locked --workspace --bins --test architecture
    mv "$opora.building" "$opora.from"
}
