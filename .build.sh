# Sourced by ./ingestd, ./check and ./benchmarks/run: what a checkout needs to build and run itself. Expects $house.
# Everything is said on stderr, so that a verb's answer on stdout stays clean.

built=$house/.build
dist=$house/ingest-daemon/target/dist/lib

say() { printf 'ingestd: %s\n' "$*" >&2; }

# The first java of version 17 or later: JAVA_HOME's, the PATH's, Debian's.
find_java() {
  local candidate version
  for candidate in "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
    [ -x "$candidate" ] || continue
    version=$("$candidate" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge 17 ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# install PACKAGE…: by apt as root, saying so before; otherwise tells the one command that the person must type.
install_packages() {
  if ! command -v apt-get >/dev/null; then
    say "needs these packages (Debian's names): $*. Install them with your system's package tool, then start again."
    exit 69
  fi
  if [ "$(id -u)" != 0 ]; then
    say "needs packages that are not installed. Type this, then start again:"
    say "  sudo apt-get update && sudo apt-get install -y $*"
    exit 69
  fi
  say "about to install with apt-get: $*"
  mkdir -p "$built"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } >"$built/install.log" 2>&1 || {
    tail -20 "$built/install.log" >&2
    say "apt-get failed; the whole output is in $built/install.log"
    exit 69
  }
}

# Where java is is remembered, because asking a JVM for its version costs a tenth of a second at every start.
need_java() {
  java=
  if [ -s "$built/java" ]; then java=$(<"$built/java"); fi
  if [ ! -x "${java:-/nowhere}" ] || { [ -n "${JAVA_HOME:-}" ] && [ "$java" != "$JAVA_HOME/bin/java" ]; }; then
    java=$(find_java) || { install_packages openjdk-17-jdk-headless maven; java=$(find_java); }
    mkdir -p "$built"
    printf '%s\n' "$java" >"$built/java"
  fi
}

need_maven() {
  command -v mvn >/dev/null && [ -x "${java%/java}/javac" ] || install_packages openjdk-17-jdk-headless maven
  if [ ! -x "${java%/java}/javac" ]; then
    rm -f "$built/java"
    java=$(for c in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*; do [ -x "$c/bin/javac" ] && printf '%s\n' "$c/bin/java"; done | head -1)
    [ -n "$java" ] || { say "found no JDK of 17 or later (javac); set JAVA_HOME"; exit 69; }
    printf '%s\n' "$java" >"$built/java"
  fi
}

maven() { JAVA_HOME=${java%/bin/java} mvn -B "-Dingestd.revision=$(revision)" "$@"; }

# Of the sources, as the program will say it.
revision() { git -C "$house" rev-parse --short=12 HEAD 2>/dev/null || echo unknown; }

# Directories count too: a deleted file leaves its directory newer than the build.
sources_are_newer() {
  [ ! -f "$built/stamp" ] || [ ! -d "$dist" ] ||
    [ -n "$(cd "$house" && find pom.xml .mvn ./*/pom.xml ./*/src/main -newer "$built/stamp" -print -quit 2>/dev/null)" ]
}

build() {
  sources_are_newer || return 0
  need_maven
  mkdir -p "$built"
  (
    flock 9
    sources_are_newer || exit 0
    say "building (a minute or two the first time; output in .build/build.log)"
    touch "$built/stamp.new"
    maven -q -f "$house/pom.xml" -Dquick -Dmaven.test.skip=true -pl ingest-daemon -am package >"$built/build.log" 2>&1 || {
      grep -E '^\[ERROR\]' "$built/build.log" | head -30 >&2
      say "the build failed; the whole output is in $built/build.log"
      exit 70
    }
    mv "$built/stamp.new" "$built/stamp"
    quicken
  ) 9>"$built/lock"
}

# As the package does after its installation; harmless if it cannot be made.
quicken() {
  rm -f "$built/classes.jsa" "$built"/libsqlitejdbc-*.so
  INGESTD_LIB=$dist INGESTD_JAVA=$java INGESTD_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$built/classes.new -Xlog:disable" \
    "$house/ingest-daemon/src/deb/ingestd" quicken "$built" >"$built/quicken.log" 2>&1 || true
  [ ! -s "$built/classes.new" ] || mv -f "$built/classes.new" "$built/classes.jsa"
}

# The command of the package, with what was built here.
exec_daemon() {
  INGESTD_LIB=$dist INGESTD_CACHE=$built INGESTD_JAVA=$java exec "$house/ingest-daemon/src/deb/ingestd" "$@"
}
