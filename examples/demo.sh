#!/bin/sh
# Kist's main job, from a sample .env into a running program, in a temporary folder that is removed at the end. Uses the
# local store; with KIST_MONGODB_URI set, a new collection of that MongoDB. KIST names an installed program to take instead of
# the clone's.
set -eu

root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# A key of the demo's own: yours, if you have one, stays out of it.
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
unset KIST_KEY KIST_KEY_FILE KIST_FINGERPRINT KIST_ENVIRONMENT
if [ -n "${KIST_MONGODB_URI:-}" ]; then
  export KIST_COLLECTION="demo_$(date +%s)_$$"
fi

kist() {
  printf '\n$ kist %s\n' "$*"
  command "${KIST:-$root/kist}" "$@"
}

mkdir "$work/shop"
cd "$work/shop"
cp "$root/examples/sample.env" .env
cp "$root/examples/app.sh" app.sh

kist init --env-file .env
rm .env
kist list
kist set API_TOKEN tok_6 --environment development
kist get API_TOKEN --environment development
kist run -- sh app.sh
