#!/bin/sh
# Installs Kist for one user, without root: from a clone it builds the archive first; --archive FILE takes one that is there.
#
#   ./install.sh [--prefix DIR] [--archive FILE] [--uninstall]
#
# The program goes to PREFIX/lib/kist, the command to PREFIX/bin, pages and completions to PREFIX/share; PREFIX is ~/.local
# where nothing else is said. An archive is unpacked only if SHA256SUMS, beside it, has its checksum.
set -eu

fail() { # what happened, what to do
  printf 'install.sh: error: %s\ninstall.sh: hint: %s\n' "$1" "$2" >&2
  exit 1
}

prefix=${PREFIX:-${HOME:-}/.local}
archive=
uninstall=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?--prefix needs a folder} && shift ;;
    --prefix=*) prefix=${1#*=} ;;
    --archive) archive=${2:?--archive needs a file} && shift ;;
    --archive=*) archive=${1#*=} ;;
    --uninstall) uninstall=yes ;;
    -h | --help)
      sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail "unknown argument: $1" "./install.sh --help says what there is" ;;
  esac
  shift
done
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac

man=$prefix/share/man/man1
bash=$prefix/share/bash-completion/completions
zsh=$prefix/share/zsh/site-functions
fish=$prefix/share/fish/vendor_completions.d

remove() {
  rm -rf "$prefix/lib/kist"
  rm -f "$prefix/bin/kist" "$bash/kist" "$zsh/_kist" "$fish/kist.fish"
  rm -f "$man"/kist.1 "$man"/kist-*.1
}

if [ -n "$uninstall" ]; then
  remove
  echo "install.sh: removed Kist from $prefix; your keys and settings stay where they are"
  exit 0
fi

# --- The archive -----------------------------------------------------------------------------------------------------

build() {
  root=$(CDPATH='' cd "$(dirname "$0")" && pwd)
  [ -f "$root/kist-dist/pom.xml" ] || fail "this is no clone of Kist" "say --archive FILE"
  maven=mvn
  if ! command -v mvn >/dev/null 2>&1; then
    [ -x "$root/mvnw" ] || fail "there is no Maven" "install Maven, or say --archive FILE"
    maven=$root/mvnw
  fi
  echo "install.sh: building; the first time takes a few minutes" >&2
  (cd "$root" && "$maven" -B -q -DskipTests -Dspotless.check.skip -Denforcer.skip -pl kist-dist -am verify) >&2
  archive=
  for found in "$root"/kist-dist/target/kist-*-"$(platform)".tar.gz; do
    [ ! -f "$found" ] || archive=$found
  done
  # Without a JDK 25 the build makes no archive with a Java runtime.
  if [ -z "$archive" ]; then
    for found in "$root"/kist-dist/target/kist-*-any.tar.gz; do
      [ ! -f "$found" ] || archive=$found
    done
  fi
  [ -n "$archive" ] || fail "the build made no archive" "see what Maven said above"
}

platform() {
  system=$(uname -s | tr '[:upper:]' '[:lower:]')
  case $(uname -m) in
    x86_64 | amd64) echo "$system-x64" ;;
    arm64 | aarch64) echo "$system-aarch64" ;;
    *) echo "$system-$(uname -m)" ;;
  esac
}

sum() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1"
  else
    shasum -a 256 "$1"
  fi | cut -d ' ' -f 1
}

[ -n "$archive" ] || build
[ -f "$archive" ] || fail "there is no archive $archive" "name one by --archive"
sums=$(dirname "$archive")/SHA256SUMS
[ -f "$sums" ] || fail "there is no $sums" "put it beside the archive: it has the checksum that is looked for"
name=$(basename "$archive")
expected=$(sed -n "s/^\([0-9a-f]\{64\}\)  $name\$/\1/p" "$sums")
[ -n "$expected" ] || fail "$sums has no checksum of $name" "take the file that was published with the archive"
[ "$(sum "$archive")" = "$expected" ] || fail "$name is not what $sums says" "get both again"

# --- Into place ------------------------------------------------------------------------------------------------------

mkdir -p "$prefix/lib" "$prefix/bin"
new=$(mktemp -d "$prefix/lib/kist.XXXXXX")
trap 'rm -rf "$new"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
# With the times that the files have in it: the archive of classes holds for them.
tar -xzf "$archive" -C "$new"
unpacked=
for folder in "$new"/kist-*; do
  unpacked=$folder
done
[ -x "$unpacked/bin/kist" ] || fail "$name holds no Kist" "take an archive of Kist"

remove
mv "$unpacked" "$prefix/lib/kist"
# The command knows where the rest is, so that it need not follow a link at each start.
quoted=$(printf '%s\n' "$prefix/lib/kist" | sed "s/'/'\\\\''/g; s/[\\\\&|]/\\\\&/g")
sed "s|^installed=.*|installed='$quoted'|" "$prefix/lib/kist/bin/kist" >"$prefix/bin/kist"
chmod 755 "$prefix/bin/kist"
share=$prefix/lib/kist/share
if [ -d "$share" ]; then
  mkdir -p "$man" "$bash" "$zsh" "$fish"
  cp "$share"/man/man1/*.1 "$man"
  cp "$share/bash-completion/completions/kist" "$bash"
  cp "$share/zsh/site-functions/_kist" "$zsh"
  cp "$share/fish/vendor_completions.d/kist.fish" "$fish"
fi

echo "install.sh: installed $("$prefix/bin/kist" --version) in $prefix"
case :${PATH:-}: in
  *:"$prefix/bin":*) ;;
  *) echo "install.sh: hint: add $prefix/bin to your PATH" ;;
esac
