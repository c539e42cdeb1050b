# Looks for a Java, for the launchers. Sets java, its folder; feature, 17 or higher; and version, as its file has it.

# shellcheck shell=sh disable=SC2034 # the launchers use what is set here
java='' feature=0 version=''

# Takes the Java in folder $1 if it is newer than what was found so far. Its file "release" is read, as starting each Java
# to ask it would take longer than the whole command.
consider() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  found=
  while IFS='="' read -r name _ value _ || [ -n "$name" ]; do
    if [ "$name" = JAVA_VERSION ]; then
      found=$value
      break
    fi
  done <"$1/release"
  number=${found%%[!0-9]*}
  if [ "${number:-0}" -gt "$feature" ]; then
    java=$1 feature=$number version=$found
  fi
}

find_java() {
  if [ -n "${KIST_JAVA_HOME:-}" ]; then
    consider "$KIST_JAVA_HOME"
    [ "$feature" -ge 17 ] || fail "no Java 17 or newer in KIST_JAVA_HOME, $KIST_JAVA_HOME" \
      "set it to a folder that holds bin/java and the file release, or unset it"
    return
  fi
  [ -z "${JAVA_HOME:-}" ] || consider "$JAVA_HOME"
  on_path=$(command -v java)
  if [ -h "$on_path" ] && [ ! -r "${on_path%/bin/java}/release" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null)
  fi
  case $on_path in /*/bin/java) consider "${on_path%/bin/java}" ;; esac
  for home in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/*; do
    consider "$home"
  done
  [ "$feature" -ge 17 ] || fail "there is no Java 17 or newer" "install a JDK, or set JAVA_HOME to one"
}
