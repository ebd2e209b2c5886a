# Shared by the scripts of this folder: finds a JDK 25 or newer, builds the benchmarks when a source is newer than the build, and sets
# $java and $classpath. POSIX sh; sourced with $root, the project's folder, and $complain_as, the script's name, set.

newest=25

# No benchmark learns from the studies of whoever runs it, nor adds to them.
export STINT_ARCHIVE=off

complain() {
    printf '%s\n' "$complain_as: $*" >&2
}

major() {
    if [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
    fi
}

usable() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    found=$(major "$1")
    [ "${found:-0}" -ge "$newest" ] 2>/dev/null || return 1
    java_home=$1
}

find_jdk() {
    usable "$JAVA_HOME" && return
    for folder in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        usable "$folder" && return
    done
    complain "needs a JDK $newest or newer, in JAVA_HOME or one of the usual places"
    exit 2
}

stale() {
    stamp=$root/target/bench.built
    [ -f "$stamp" ] && [ -d "$(cat "$root/target/bench.app" 2>/dev/null)" ] || return 0
    [ -n "$(cd "$root" && find pom.xml engine/pom.xml engine/src/main runtime/pom.xml runtime/src/main archive/pom.xml archive/src/main bench/pom.xml bench/src/main \
        -newer "$stamp" -type f -print 2>/dev/null | head -n 1)" ]
}

build() {
    complain "building once ..."
    mkdir -p "$root/target"
    started=$root/target/bench.started.$$
    : > "$started"
    log=$root/target/bench-build.log
    if ! (cd "$root" && JAVA_HOME=$java_home mvn -q -B -ntp -DskipTests -Pquick -pl bench -am package) > "$log" 2>&1; then
        complain "the build failed; the end of $log:"
        tail -n 20 "$log" >&2
        exit 2
    fi
    # A later build must not pull the jars from under a run of an hour: each build has a folder of its own.
    app=$root/target/bench-$(date +%s)-$$
    mkdir -p "$app" && cp "$root"/bench/target/stint-bench-*.jar "$root"/bench/target/lib/stint-*.jar "$app" || exit 2
    echo "$app" > "$root/target/bench.app"
    mv "$started" "$root/target/bench.built"
    ls -dt "$root"/target/bench-[0-9]* | tail -n +6 | while IFS= read -r old; do rm -rf "$old"; done
}

find_jdk
if stale; then build; fi
java=$java_home/bin/java
classpath=$(cat "$root/target/bench.app")/*:$root/bench/target/lib/*
