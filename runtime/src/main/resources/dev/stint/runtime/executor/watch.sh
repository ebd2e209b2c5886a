# $1: grace in tenths of a second, $2: study folder. Reads "+pid:start", "-pid" and "quit" from Stint.
# When Stint is gone without "quit", ends every group that is still registered.
trap '' HUP INT TERM
groups=
while IFS= read -r line; do
    case $line in
        +*) groups="$groups ${line#+}" ;;
        -*)
            kept=
            for g in $groups; do
                [ "${g%%:*}" = "${line#-}" ] || kept="$kept $g"
            done
            groups=$kept
            ;;
        quit) exit 0 ;;
    esac
done

now=$(date +%s%3N)
case $now in
    '' | *[!0-9]*) now=$(date +%s)000 ;;
esac
printf '%s\n' "$now" > "$2/died.part" && mv -f "$2/died.part" "$2/died"

# Whether a registered group is still the one that was registered. A leader that has left may leave children behind.
lives() {
    pid=${1%%:*}
    start=${1#*:}
    if [ -r "/proc/$pid/stat" ]; then
        IFS= read -r stat < "/proc/$pid/stat" || return 1
        set -- ${stat##*) }
        [ "${20}" = "$start" ]
    else
        kill -s 0 -- "-$pid"
    fi
}

# The group; where setsid is missing, the process alone.
send() {
    kill -s "$1" -- "-$2" || kill -s "$1" "$2"
}

for g in $groups; do
    lives "$g" && send TERM "${g%%:*}"
done
waited=0
while [ "$waited" -lt "$1" ]; do
    any=
    for g in $groups; do
        lives "$g" && any=yes
    done
    [ -n "$any" ] || break
    if sleep 0.1; then
        waited=$((waited + 1))
    else
        sleep 1
        waited=$((waited + 10))
    fi
done
for g in $groups; do
    lives "$g" && send KILL "${g%%:*}"
done
exit 0
