# Removes an interface's MACsec security associations when their time is over, whatever became of the agent; knows no key.
# usage: setsid bash guardian.sh FOLDER INTERFACE IDLE IP...   (IDLE in 1/100 s; IP: the words of ip(8) in batch mode)
# Reads questions from FOLDER/ask: 32 characters "NUMBER VERB LENGTH", filled up with spaces, and LENGTH characters more:
# the PLAN after "plan", FIRED after "heard", none after "beat", "end" and "tick". Answers each with the line
# "NUMBER PID FIT FIRED PLAN" in FOLDER/answer; nothing to an unlawful plan and to "tick".
# Of known length and written at once: bash reads a pipe for the end of a line one character a system call, and looks at the
# clock before each character of a read with a time limit, and keeps what else came for another read. Both take seconds where
# system calls are dear and others want the processor; so only a question's first character is waited for, and it counts
# although the time was over when it came.
# PLAN: entries "DEADLINE;LINE;LINE" joined by "|", DEADLINE in 1/100 s of /proc/uptime. FIT: 1 if an ip(8) waits for its
# lines and has shown that it reads them, 2 if three ended without, else 0. FIRED: when lines were last carried out, in the
# unit of DEADLINE, or 0 if "heard" was said of it.
set -uf
folder=$1 interface=$2 idle=$3; shift 3; ip=("$@")
plan=() fired=0 again=0 seen=0 fit=0 failed=0 next=0 none=999999999 child=999999999
sa="${interface//./\\.} (tx|rx sci [0-9a-f]{16}) sa [0-3]"
trap '' TERM HUP INT QUIT PIPE ALRM USR1 USR2
exec 3<>"$folder/ask" 4<>"$folder/answer" 5>/dev/null 6</dev/null </dev/null >/dev/null 2>&1
cd /
echo -1000 >/proc/self/oom_score_adj           # where memory ends this must not go first; root alone may say so

clock() { # of boot time: nobody sets it, and it runs on while the machine sleeps; if unreadable or anew, every time is over
    local up='' before=$seen IFS=' '
    read -r up _ </proc/uptime
    [[ $up =~ ^[0-9]+\.[0-9][0-9]$ ]] && now=$((10#${up/./})) && seen=$now || now=999999999999999
    ((now + 100 < before)) && now=999999999999999
}
start() { # an ip(8) that waits for its lines beforehand, so that the end needs neither fork nor memory nor disk
    kill -0 "$child" && return
    ((now < next && next - now <= 20)) && return
    fit=0 failed=$((failed + 1)) next=$((now + 20))
    local made to from
    coproc IP { exec "${ip[@]}" 3>&- 4>&- 5>&- 6<&-; }
    made=${IP_PID-} to=${IP[1]-} from=${IP[0]-} # all empty where none could be made
    child=$none
    [[ $made && $to && $from ]] && exec 5>&"$to" 6<&"$from" {to}>&- {from}<&- || return
    child=$made
    printf 'link show dev lo\n' >&5
}
check() { # whether that ip(8) has answered: what it refuses it says elsewhere
    kill -0 "$child" || fit=0
    ((fit == 1)) || { read -r -t 0 -u 6 && { read -r -N 1 -t 0.1 -u 6 part; [[ $part ]] && fit=1; }; }
    ((fit == 1)) && failed=0
    ((failed > 3)) && fit=2
}
strike() { # 0 if ip(8) did all its lines, 1 if it ended soon without, 2 if nobody knows what it did
    next=0
    start
    local striking=$child
    child=$none
    printf '%s\n' "$@" >&5
    exec 5>/dev/null
    read -r -N 65536 -t 0.8 -u 6 part           # its output ends with it
    if (($? != 1)); then kill -KILL "$striking"; return 2; fi
    wait "$striking"
    local got=$?
    ((got == 137)) && return 2
    ((got == 0))
}
fire() { # all that is due; twice if ip(8) died, hung or was refused a line, as it is when something is gone already;
         # and again some seconds later as long as it hangs, as it does while others hold the kernel's lock
    ((now < again)) && return
    local entry words lines=() left=() IFS=';'
    for entry in "${plan[@]}"; do
        words=($entry)
        if ((words[0] > now)); then left+=("$entry"); else lines+=("${words[@]:1}"); fi
    done
    ((${#left[@]} < ${#plan[@]})) || return
    strike "${lines[@]}" || strike "${lines[@]}"
    if (($? == 2)); then clock; again=$((now + 300)); return; fi
    plan=("${left[@]}") fired=$now
}
lawful() { # true if the plan removes security associations and nothing else
    local given entry line IFS='|'
    for given in $1; do
        IFS=';' entry=($given)
        [[ ${entry[0]} =~ ^[0-9]{1,15}$ ]] || return
        for line in "${entry[@]:1}"; do [[ $line =~ ^macsec\ (set $sa off|del $sa)$ ]] || return; done
    done
}
answer() { # NUMBER VERB PLAN
    local IFS='|'
    case $2 in
        plan) lawful "$3" || return; plan=($3) ;;
        heard) [[ $3 == "$fired" ]] && fired=0 ;;
        end) ((${#plan[@]})) || idle=-1 ;;
    esac
    check
    printf '%s %s %s %s %s\n' "$1" $$ $fit "$fired" "${plan[*]}" >&4
    last=$now
}

# Bash reckons the end of "read -t" by the wall clock: set back at that very moment, it would stretch the wait but for this.
bash -c 'while sleep 5 && kill -0 "$1"; do printf "%-32s" "0 tick 0"; done' "$0" $$ >&3 &
clock; last=$now
while :; do
    clock; fire; start; clock
    ((${#plan[@]} || now - last <= idle)) || { kill -KILL -- -$$; exit; }     # the whole session: nothing stays behind
    pause=100
    for entry in "${plan[@]}"; do due=${entry%%;*}; ((due < again)) && due=$again; ((due - now < pause)) && pause=$((due - now)); done
    ((pause > 0)) || continue
    printf -v pause '%d.%02d' $((pause / 100)) $((pause % 100))
    IFS= read -r -N 1 -t "$pause" -u 3 first
    [[ $first ]] || continue
    IFS= read -r -N 31 -u 3 head
    IFS=' ' words=($first$head) told=''
    [[ ${words[2]-} =~ ^[1-9][0-9]{0,3}$ ]] && IFS= read -r -N "${words[2]}" -u 3 told
    clock
    case ${words[1]-} in
        beat | plan | heard | end) answer "${words[0]}" "${words[1]}" "$told" ;;
        tick) ;;
        *) while read -r -t 0 -u 3; do read -r -N 1 -u 3 part; done ;;      # no question begins here: away with all
    esac
done
