# A training whose values follow from its trial, seed and epoch. It does what the file "faults" says of this attempt
# ("attempt epoch what"), and writes what it was told and what it has printed into the file "told".
home=$(pwd -P)
[ -f "$home/warm" ] || [ "$STINT_MODE" = train ] || exit 64

say() {
    if [ -f "$home/on-stdout" ]; then printf 'STINT %s\n' "$1"; else printf '%s\n' "$1" >> "$STINT_REPORT"; fi
}

bytes() {
    if [ -f "$home/on-stdout" ]; then printf 'STINT '; cat; else cat >> "$STINT_REPORT"; fi
}

value() {
    v=$((400 + 400 / $1 + (STINT_TRIAL * 7919 + ${STINT_SEED#-} % 1000 * 31 + $1 * 13) % 200))
    value=$((v / 1000)).$(printf %03d $((v % 1000)))
}

epoch() {
    value "$1"
    say "{\"epoch\":$1,\"train_loss\":0.5,\"val_loss\":$value,\"holdout_loss\":0.9$1}"
}

# stays silent for good; the sleeper is exchanged for another when it is killed
hang() {
    while :; do sleep 600; done
}

misbehave() {
    case $1 in
        nan | diverge | name | long-json | utf8 | repeat) echo "tainted $STINT_TRIAL $STINT_SEED $i $1" >> "$home/told" ;;
    esac
    case $1 in
        hang) hang ;;
        deaf) trap '' TERM; hang ;;
        child) (trap '' TERM; exec sleep 600) & exit 1 ;;
        die) kill -s KILL $$ ;;
        fail) exit 1 ;;
        busy) exit 75 ;;
        long) { head -c 10000000 /dev/zero | tr '\0' x; echo; } | bytes ;;
        long-json) { printf '{"epoch":%s,"x":"' "$i"; head -c 10000000 /dev/zero | tr '\0' y; printf '"}\n'; } | bytes ;;
        utf8) printf '{"epoch":%s,"\377\376\300loss":1,"val_loss":"\355\240\200"}\n' "$i" | bytes ;;
        nul) printf '\000\000\001{"epoch":\000}\n' | bytes ;;
        deep) { head -c 100000 /dev/zero | tr '\0' '['; echo; } | bytes ;;
        nan) say "{\"epoch\":$i,\"train_loss\":NaN,\"grad\":Infinity,\"other\":\"nan\"}" ;;
        diverge) say "{\"epoch\":$i,\"val_loss\":NaN}" ;;
        repeat) epoch $((i > 1 ? i - 1 : 1)) ;;
        other) say "{\"trial\":99,\"attempt\":1,\"replicate\":7,\"event\":\"measured\",\"sequence\":1,\"train_loss\":0.0}" ;;
        from) say '{"from":1000000}' ;;
        huge) say '{"epoch":99999999999999999999999999,"val_loss":1e999}' ;;
        back) say '{"epoch":-3,"val_loss":0.1}' ;;
        half) printf '{"epoch":%s,"val_lo' "$i" | bytes; exit 1 ;;
        cost) say '{"cost":-1}'; say '{"cost":"NaN"}'; say '{"cost":[1]}' ;;
        words) say '{"done":true}'; say '{"ready":true}'; say '{"unsupported":true}' ;;
        name) say "{\"epoch\":$i,\"<script>alert(1)</script>\":1,\"\$(touch $home/../sentinel/x)\":2,\"../../x\\n\":3}" ;;
        link) ln -s "$home/../sentinel" "$STINT_CHECKPOINT_DIR/out"; ln -s / "$STINT_CHECKPOINT_DIR/root" ;;
        flood) head -c 3000000 /dev/zero | tr '\0' '\n' >> "$STINT_REPORT"; head -c 3000000 /dev/urandom; head -c 3000000 /dev/urandom >&2 ;;
    esac
}

train() {
    echo "start $STINT_ATTEMPT $STINT_TRIAL $STINT_SEED $STINT_FROM $STINT_UNTIL" >> "$home/told"
    saved=$(cat "$STINT_CHECKPOINT_DIR/epoch" 2>/dev/null)
    i=${saved:-0}
    [ "$i" = "$STINT_FROM" ] || say "{\"from\":$i}"
    while [ "$i" -lt "$STINT_UNTIL" ]; do
        i=$((i + 1))
        while read -r attempt at what; do
            if [ "$attempt" = "$STINT_ATTEMPT" ] && [ "$at" = "$i" ]; then misbehave "$what"; fi
        done < "$home/faults"
        sleep 0.02
        epoch "$i" && echo "told $STINT_TRIAL $STINT_SEED $i $value" >> "$home/told"
        if [ ! -f "$home/no-checkpoint" ]; then
            echo "$i" > "$STINT_CHECKPOINT_DIR/part" && mv "$STINT_CHECKPOINT_DIR/part" "$STINT_CHECKPOINT_DIR/epoch" && say "{\"checkpoint\":$i}"
        fi
    done
}

field() { printf '%s' "$line" | sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"; }

# one assignment after the other
work() {
    STINT_ATTEMPT=$(field attempt) STINT_TRIAL=$(field trial) STINT_SEED=$(field seed)
    STINT_FROM=$(field from) STINT_UNTIL=$(field to) STINT_CHECKPOINT_DIR=$(field checkpoint_dir)
    train
    say '{"done":true}'
}

if [ ! -f "$home/warm" ]; then
    train
    exit
fi
say '{"ready":true}'
while read -r line <&3; do
    case $line in
        *'"do":"train"'*) work ;;
        *'"do":"stop"'*) ;;
        *) say '{"unsupported":true}' ;;
    esac
done 3<&0 </dev/null
