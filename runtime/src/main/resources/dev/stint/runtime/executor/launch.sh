# Waits until the attempt is durable, then becomes the command. No line (Stint is gone): nothing runs.
IFS= read -r go || exit 0
[ "$go" = go ] || exit 0
case $STINT_WORKERS in
    warm) exec "$@" ;;
    *) exec "$@" </dev/null ;;
esac
