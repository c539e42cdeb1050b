#!/usr/bin/env bash
# Builds all that a release publishes, from the last commit and nothing else, and tries what can be tried. Publishes nothing.
#
#   packaging/release.sh VERSION [FOLDER]     FOLDER is target/release where nothing else is said
#
# FOLDER then holds the archives, the packages for Debian and Fedora, the container image, the lists of parts, the Homebrew formula, the
# Scoop manifest and what SDKMAN is told, with their checksums filled in, the wheel and the source package for Python, the package for npm,
# SHA256SUMS of these, and in maven/ a repository with jars, sources, Javadoc and POMs, as Maven Central takes them once they are signed.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
version=${1:?which version? packaging/release.sh VERSION [FOLDER]}
out=${2:-$root/target/release}
mvn=${MVN:-mvn}
[ ! -e "$out" ] || { echo "there is a $out already" >&2; exit 1; }
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n== %s\n' "$*"; }

step "the sources of $version"
git clone --quiet "$root" "$work/kist"
cd "$work/kist"
packaging/version set "$version"
packaging/version check

step "a Java runtime for aarch64, and QEMU to run it"
packaging/aarch64 "$work/aarch64"
export KIST_DIST_AARCH64=$work/aarch64

step "jars, sources, Javadoc, archives"
"$mvn" -B -ntp -q deploy -Prelease -DskipTests -Dspotless.check.skip -Denforcer.skip \
  -DaltDeploymentRepository="release::file://$out/maven"
built=kist-dist/target
(cd "$built" && sha256sum -c --quiet SHA256SUMS)
cp "$built"/kist-"$version"-*.{tar.gz,zip} "$built"/kist_*.deb "$built"/kist-*.rpm "$out/"
for archive in "$out"/kist-"$version"-*.tar.gz; do
  tar -xzOf "$archive" "kist-$version/licences/bom.json" >"${archive%.tar.gz}.cdx.json"
done

packaging/docker/image.py "$out/kist-$version-linux-x64.tar.gz" "$out/kist-$version-linux-x64.oci.tar"

step "Homebrew, Scoop, SDKMAN"
sum() { sha256sum "$out/$1" | cut -d ' ' -f 1; }
for template in homebrew/kist.rb scoop/kist.json sdkman/sdkman.json; do
  sed "s/@VERSION@/$version/g; s/@SHA256_ANY@/$(sum "kist-$version-any.tar.gz")/; s/@SHA256_ANY_ZIP@/$(sum "kist-$version-any.zip")/
    s/@SHA256_LINUX_X64@/$(sum "kist-$version-linux-x64.tar.gz")/; s/@SHA256_LINUX_AARCH64@/$(sum "kist-$version-linux-aarch64.tar.gz")/" "packaging/$template" >"$out/${template#*/}"
done
if grep -n '@[A-Z0-9_]*@' "$out/kist.rb" "$out/kist.json" "$out/sdkman.json"; then
  exit 1
fi
# SDKMAN has no versions before a release.
case $version in *-*) rm "$out/sdkman.json" ;; esac

step "Python"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check build
"$work/python/bin/python" -m build --outdir "$out" clients/python >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
for package in "$out"/kist-*.whl "$out"/kist-*.tar.gz; do
  case ${package##*/} in *-any.tar.gz | *-linux-*) continue ;; esac
  python3 -m venv --clear "$work/user"
  "$work/user/bin/pip" install --quiet --disable-pip-version-check "$package"
  (cd "$work/user" && bin/python -c 'import kist; kist.load_secrets_from_db')
done

if command -v npm >/dev/null; then
  step "npm"
  npm pack --silent --pack-destination "$out" ./clients/node >/dev/null
  mkdir "$work/node"
  (cd "$work/node" && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund "$out"/kist-*.tgz &&
    node --input-type=module -e 'import * as kist from "kist"; if (!Object.keys(kist).length) process.exit(1)')
fi

step "the archives, used"
PREFIX=$work/prefix ./install.sh --archive "$built"/kist-"$version"-any.tar.gz >/dev/null
"$work/prefix/bin/kist" --version | grep -Fx "kist $version"
# As SDKMAN does with the archive that it gets: the one folder in it becomes the one of the version.
unzip -oq "$out/kist-$version-any.zip" -d "$work/sdkman"
mv -f "$work"/sdkman/* "$work/candidate"
"$work/candidate/bin/kist" --version | grep -Fx "kist $version"
.ci/installed "$out"/kist-"$version"-linux-*.tar.gz "$out"/kist-"$version"-linux-*.oci.tar "$out"/kist_*.deb "$out"/kist-*.rpm >"$work/installed.log" 2>&1 ||
  { cat "$work/installed.log" >&2; exit 1; }

cd "$out"
sums=$(find . -maxdepth 1 -type f -printf '%P\n' | sort | xargs -d '\n' sha256sum)
printf '%s\n' "$sums" >SHA256SUMS
step "made in $out"
cut -c 67- SHA256SUMS
echo "maven/: $(find maven -name '*.pom' | wc -l) artifacts"
