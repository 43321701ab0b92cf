#!/bin/bash
# Runs the guest, and ends it when it powers off or when standard input ends: whoever started this holds the other end, so
# that no guest outlives its owner, however the owner dies. Last it removes the folder that it lies in.
# usage: guest-run.sh CONSOLE-FILE TAP|- ADDRESS/PREFIX COMMAND...
console=$1 tap=$2 address=$3
shift 3
trap '' INT TERM HUP
if [ "$tap" != - ]; then
    printf '%s\n' "link set lo up" "tuntap add dev $tap mode tap" "addr add $address dev $tap" "link set $tap up" |
        ip -batch - || exit 1
fi
# Standard output must be a pipe: the guest's console would change the settings of a terminal.
exec 3> >(cat > "$console")
writer=$!
"$@" < /dev/null >&3 2>&1 3>&- &
guest=$!
exec 3>&-
while kill -0 $guest 2> /dev/null; do
    read -r -t 0.2
    [ $? -eq 1 ] && break
done
# The guest makes itself the leader of a session, and of a process group with all of its processes.
kill -KILL $guest -- -$guest 2> /dev/null
[ "$tap" = - ] || ip link del "$tap" 2> /dev/null
wait $writer
rm -r -- "${0%/*}"
exit 0
