#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh sudo rsyslog iproute2 bsdutils -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

# ann may all, bob some things, carl nothing, dora is gone, emil needs no password.
users sesame ann bob carl dora emil backup2
usermod --append --groups sudo ann
usermod --append --groups sudo dora
chage --expiredate 2020-01-01 dora
cat > /etc/sudoers.d/office <<'RULES'
bob ALL = (root) /usr/bin/id, /usr/bin/head /var/log/syslog, sudoedit /etc/motd
bob ALL = (backup2) ALL
emil ALL = (ALL) NOPASSWD: /usr/bin/true, /usr/bin/tail
emil ALL = (ALL) NOPASSWD: !/usr/bin/passwd root
RULES
chmod 440 /etc/sudoers.d/office
touch /etc/motd

# A user says a command to sudo, with answers to the question for the password: says USER ANSWERS ARGUMENT...
says() {
    printf '%b' "$2" | runuser -u "$1" -- sh -c 'cd; exec sudo -S -p "" "$@"' sudo "${@:3}" > /dev/null 2>&1 || true
}

# The same at a terminal, which script sometimes does not leave: typed USER ANSWERS COMMAND
typed() {
    printf '%b' "$2" | runuser -u "$1" -- timeout --foreground 9 script -qc "cd; sudo -S -p '' $3" /dev/null > /dev/null 2>&1 || true
}

everyday() {
    says ann 'sesame\n' id
    says ann 'sesame\n' head -n 1 "/var/log/syslog"
    typed ann 'sesame\n' 'systemctl status ssh'
    typed ann 'sesame\n' '-u bob ls -l'
    says bob 'sesame\n' id
    says bob 'sesame\n' -u backup2 tar cf /dev/null /home/backup2
    says emil '' true
    says emil '' tail "-n$1" /var/log/syslog
    says ann 'sesame\n' -l
    says ann 'sesame\n' -i uptime
    says ann 'sesame\n' sh -c "echo round $1 > /etc/motd"
}

# One of the mishaps, by turns: clumsy NUMBER
clumsy() {
    case $(($1 % 20)) in
    0) says ann 'seasme\nsesame\n' id ;;
    1) says ann 'seasme\nsesmae\nsesam\n' id ;;
    2) says carl 'sesame\n' id ;;          # not in sudoers
    3) says carl 'sesame\n' -l ;;
    4) says bob 'sesame\n' apt-get update ;; # not among bob's commands
    5) says bob 'sesame\n' -u ann id ;;
    6) says dora 'sesame\n' id ;;          # an account that has expired
    7) says ann '' -n id ;;                # a script without a password
    8) says ann '' id ;;                   # nobody answers
    9) says ann 'sesame\n' -u rot id ;;    # a user mistyped
    10) says ann 'sesame\n' -g stuff id ;;
    11) says ann 'sesame\n' systemclt restart ssh ;;
    12) says bob 'sesame\n' LD_LIBRARY_PATH=/opt/lib id ;;
    13) says emil '' passwd root ;;
    14) typed carl 'sesame\n' 'less /var/log/auth.log' ;;
    15) typed bob 'seasme\nsesame\n' 'id root' ;;
    16) says bob 'sesame\n' -e /etc/passwd ;;
    17) says ann 'sesame\n' -D /nowhere id ;;
    18) says ann 'sesame\n' /etc/motd ;;   # a file that is no program
    19) says emil '' -u ann true ;;
    esac
}

# What an administrator does to the rules, by turns, and puts right again: chore NUMBER
chore() {
    local rules=/etc/sudoers.d/new
    echo 'carl ALL = (ALL) /usr/bin/id' > "$rules"
    chmod 440 "$rules"
    case $(($1 % 5)) in
    0) chmod 666 "$rules" ;;
    1) chown ann "$rules" ;;
    2) echo 'carl ALL = ALL /usr/bin/id' > "$rules" ;; # a syntax error
    3) echo 'carl ALL = (ALL) id' > "$rules" ;;        # not a full path
    4) echo 'Defaults lecutre = never' > "$rules" ;;   # an unknown setting
    esac
    says ann 'sesame\n' id
    says carl 'sesame\n' id
    rm "$rules"
}

# day ROUNDS
day() {
    local round
    for round in $(seq "$1"); do
        everyday "$round"
        clumsy "$((2 * round))"
        clumsy "$((2 * round + 1))"
        [ $((round % 4)) -ne 0 ] || chore "$((round / 4))"
    done
}

start_syslog
# A box may not raise limits, and a line on that would stand at each command.
sed -i /pam_limits/d /etc/pam.d/sudo /etc/pam.d/sudo-i
# Each command asks for the password again, as after a while.
echo 'Defaults timestamp_timeout = 0' > /etc/sudoers.d/time
chmod 440 /etc/sudoers.d/time
: > /var/log/auth.log
day 110
cp /var/log/auth.log /var/log/auth.day.log

# And once with what sudo can tell of itself, as its handbook says.
printf 'Debug %s /var/log/sudo.debug.log all@info\n' sudo sudoers.so >> /etc/sudo.conf
day 10

grep " sudo: " /var/log/auth.day.log > /var/log/sudo.log # runuser is the capture, not the day
keep /var/log/sudo.log auth.log
keep /var/log/sudo.debug.log sudo.debug.log
