# Ends the process groups it was told of when its input ends, which it does when the process that holds the pipe is gone.
kept=
while read -r word pid signal; do
    case $word in
    watch) kept="$kept $pid:$signal" ;;
    forget)
        rest=
        for one in $kept; do
            [ "${one%%:*}" = "$pid" ] || rest="$rest $one"
        done
        kept=$rest
        ;;
    esac
done
for one in $kept; do
    pid=${one%%:*}
    kill -s "${one#*:}" -- "-$pid" 2>/dev/null || kill -s "${one#*:}" "$pid" 2>/dev/null
done
