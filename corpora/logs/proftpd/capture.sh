#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh proftpd-core rsyslog python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

password=sesame
users "$password" ann bob carl
useradd --no-create-home dora # a user whose home nobody made
useradd --create-home --shell /bin/nosuchshell emil 2> /dev/null
printf '%s\n' "dora:$password" "emil:$password" | chpasswd
id ftp > /dev/null 2>&1 || useradd --no-create-home --home-dir /srv/ftp ftp
mkdir -p /shared /srv/ftp /run/proftpd
echo rules | tee /shared/rules.txt > /srv/ftp/welcome.txt
cp /etc/proftpd/proftpd.conf /tmp/debian.conf

# Starts proftpd with Debian's settings and the day's: start LINE...
start() {
    printf '%s\n' 'UseIPv6 off' 'UseReverseDNS off' "$@" | cat /tmp/debian.conf - > /etc/proftpd/proftpd.conf
    proftpd --nodaemon --quiet > /dev/null 2>&1 &
    server=$!
    listening 21
}

stop() {
    sleep 1
    kill "$server" 2> /dev/null || true
    wait "$server" || true
}

day() {
    python3 "$here/../ftp_day.py" 21 "$password" "$@"
}

# As Debian sets it, and with each setting an administrator turns.
guests='<Anonymous /srv/ftp>
User ftp
Group nogroup
UserAlias anonymous ftp
RequireValidShell off
<Limit WRITE>
DenyAll
</Limit>
</Anonymous>'
start_syslog
start
day 250 ann bob
kill -HUP "$server" || true
day 15 ann dora emil
stop
start 'DefaultRoot ~' "$guests"
day 150 carl bob
# A reload with a typo in the settings, which ends proftpd, and its repair.
echo 'DefaultRot ~' >> /etc/proftpd/proftpd.conf
kill -HUP "$server" || true
stop
start 'TimeoutIdle 2' 'TimeoutNoTransfer 2' 'TimeoutStalled 2' 'TimeoutLogin 2'
python3 "$here/../ftp_idle.py" 21 ann "$password"
timeout 4 bash -c 'cat < /dev/tcp/127.0.0.1/21 > /dev/null' || true
stop
start 'MaxLoginAttempts 1' 'RootLogin on' 'AuthOrder mod_auth_unix.c' '<Limit SITE_CHMOD STOU>
DenyAll
</Limit>' '<Limit LOGIN>
DenyUser bob
</Limit>'
day 30 ann bob root
stop
mv /var/log/proftpd/proftpd.log /var/log/proftpd/proftpd.day.log

# And once with what proftpd can tell, and with each command in a log of its own.
start 'DebugLevel 5' 'ExtendedLog /var/log/proftpd/commands.log ALL' 'TransferLog none'
day 30 ann bob carl
kill -HUP "$server" || true
day 9 ann dora emil
stop

keep /var/log/proftpd/proftpd.day.log proftpd.log
keep /var/log/proftpd/proftpd.log proftpd.debug.log
keep /var/log/proftpd/commands.log commands.log
keep /var/log/proftpd/xferlog xferlog.log
keep /var/log/auth.log auth.log
