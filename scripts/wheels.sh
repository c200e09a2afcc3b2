# Sourced by the scripts that fetch something out of a pinned Python wheel. pip is the downloader, a wheel is a zip
# file, and nothing else of Python is used.

cache=${CALX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/calx}
scripts=$(cd "$(dirname "$0")" && pwd)

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# unpack_wheel NAME VERSION WHEEL SHA256: downloads into the fresh folder $work (a neighbour of its destination, removed
# when the script ends), checks, and unpacks below $work/files.
unpack_wheel() {
    mkdir -p "$cache/tmp" 2>/dev/null || die "cannot write to $cache (set CALX_CACHE to another folder)"
    find "$cache/tmp" -mindepth 1 -maxdepth 1 -mtime +1 -exec rm -rf {} + # left by a killed run
    work=$(mktemp -d "$cache/tmp/XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM HUP

    "$scripts/setup" pip
    echo "downloading $1 $2"
    if ! python3 -m pip --disable-pip-version-check download --quiet --no-cache-dir --no-deps --only-binary :all: \
        --dest "$work" "$1==$2" 2>"$work/log"; then
        die "cannot download $1 $2 from PyPI (is there a network?): $(grep -v '^ *$' "$work/log" | tail -n 1)"
    fi
    [ -f "$work/$3" ] || die "PyPI has no $3 for this machine"
    python3 - "$work/$3" "$4" <<'END' || die "$3 is not the file that was pinned; it was not used"
import hashlib, sys
digest = hashlib.sha256()
with open(sys.argv[1], "rb") as wheel:
    for block in iter(lambda: wheel.read(1 << 20), b""):
        digest.update(block)
sys.exit(digest.hexdigest() != sys.argv[2])
END
    python3 -m zipfile -e "$work/$3" "$work/files" 2>"$work/log" || die "cannot unpack $3: $(tail -n 1 "$work/log")"
}

# publish FROM TO FILE: moves a file or folder by one rename, so that nobody sees half of it, and FILE is then there. That
# somebody else was faster is fine.
publish() {
    mkdir -p "$(dirname "$2")"
    python3 -c 'import os, sys; os.replace(*sys.argv[1:])' "$1" "$2" 2>"$work/log" || [ -f "$3" ] ||
        die "cannot write $2: $(tail -n 1 "$work/log")"
}
