#!/bin/bash
# First process of the kernel pair's guest: two network namespaces a and b, a wire between them, and jobs run on request.
#
#     outside (private network namespace)     guest
#     10.77.0.1  tap0 ───────────────── vec0 ─┬─ mgmt0 10.77.0.2 │ namespace a │ wire-a ─┐
#                                             └─ mgmt0 10.77.0.3 │ namespace b │ wire-b ─┘
#
# Beside this script lie `parameters` (SHARE=folder shared read-write with the outside, MANAGED=yes|no) and `share`, a link to
# that folder without characters that mount options can't carry. In the shared folder, jobs/ID.NS.job is a script to run in
# namespace NS; its process id, output and exit status appear as ID.NS.pid, .log and .exit; ID.NS.TERM and ID.NS.KILL send it
# that signal; `power-off` ends everything.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
here=${0%/*}
. "$here/parameters"
modules=/usr/lib/uml/modules

# In a user namespace mount's set-uid bit would make it an unknown user; the loader does not honour the bit.
mount() { /lib64/ld-linux-x86-64.so.2 /usr/bin/mount "$@"; }

mount -t proc none /proc
mount -t sysfs none /sys
mount -t tmpfs -o mode=755 none /run
mkdir -p /run/tmp /run/kmod/lib "$SHARE"
mount -t hostfs -o "$here/share" none "$SHARE"
cd "$SHARE" || exit 1

ln -s $modules /run/kmod/lib/modules
modprobe -d /run/kmod -a veth macvlan macsec gcm ghash-generic ctr || exit 1

# What the guest writes shows outside after at most 0.4 s.
echo 20 > /proc/sys/vm/dirty_writeback_centisecs
echo 20 > /proc/sys/vm/dirty_expire_centisecs
# A receiver that waits for the one processor must not lose what the wire delivered.
echo 16777216 > /proc/sys/net/core/rmem_max

{
    echo link set lo up
    echo netns add a
    echo netns add b
    echo link add wire-a address 02:4d:46:53:00:0a netns a type veth peer name wire-b address 02:4d:46:53:00:0b netns b
    if [ "$MANAGED" = yes ]; then
        echo link set vec0 up
        for side in a b; do
            echo link add link vec0 name mgmt-$side type macvlan mode bridge
            echo link set mgmt-$side netns $side
        done
    fi
} | ip -batch - || exit 1
for side in a b; do
    case $side in a) last=2 ;; b) last=3 ;; esac
    {
        echo link set lo up
        echo link set wire-$side up
        if [ "$MANAGED" = yes ]; then
            echo link set mgmt-$side name mgmt0
            echo addr add 10.77.0.$last/24 dev mgmt0
            echo link set mgmt0 up
        fi
    } | ip -n $side -batch - || exit 1
done

declare -A state
start_job() {
    local id=$1 side=${1##*.}
    state[$id]=running
    {
        nsenter --net=/run/netns/$side bash jobs/$id.job < /dev/null > jobs/$id.log 2>&1
        echo $? > jobs/$id.exit
    } &
}
signal_all() {
    for id in "${!state[@]}"; do
        [ -e jobs/$id.exit ] || { [ -s jobs/$id.pid ] && kill -$1 "$(< jobs/$id.pid)" 2> /dev/null; }
    done
}
all_ended() {
    for id in "${!state[@]}"; do [ -e jobs/$id.exit ] || return 1; done
}
tick() { read -r -t 0.1 -u 9; }

mkfifo /run/never && exec 9<> /run/never
read -r uptime _ < /proc/uptime
echo "$uptime" > ready
while [ ! -e power-off ]; do
    for file in jobs/*.job jobs/*.TERM jobs/*.KILL; do
        id=${file#jobs/} && id=${id%.*}
        case $file in
            *\**) ;;
            *.job) [ "${state[$id]}" ] || start_job "$id" ;;
            *) signal=${file##*.}
               [ "${state[$id]}" = "$signal" ] || ! [ -s jobs/$id.pid ] || {
                   state[$id]=$signal
                   kill -"$signal" "$(< jobs/$id.pid)" 2> /dev/null
               } ;;
        esac
    done
    tick
done

signal_all TERM
for _ in {1..20}; do all_ended && break; tick; done
signal_all KILL
sync
echo o > /proc/sysrq-trigger
while :; do tick; done
