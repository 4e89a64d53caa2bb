#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh rsyslog bsdutils python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

useradd --create-home ann
mkdir -p /var/log/branches
chown syslog: /var/log/branches 2> /dev/null || true

# The settings of the log host, beside Debian's: settings [LINE]...
settings() {
    cat > /etc/rsyslog.d/office.conf <<'SETTINGS'
module(load="imtcp")
module(load="imudp")
module(load="imfile")
input(type="imtcp" port="514" address="127.0.0.1")
input(type="imudp" port="514" address="127.0.0.1")
input(type="imfile" File="/var/log/application.log" Tag="application")
template(name="branch" type="string" string="/var/log/branches/%programname%.log")
local5.* action(type="omfile" dynaFile="branch")
local6.* action(type="omfwd" target="127.0.0.1" port="5140" protocol="tcp" action.resumeRetryCount="2"
    action.resumeInterval="2" queue.type="LinkedList" queue.size="1000" queue.filename="forward" queue.saveOnShutdown="on")
SETTINGS
    printf '%s\n' "$@" >> /etc/rsyslog.d/office.conf
}

start() {
    rsyslogd 2> /dev/null
    timeout 20 sh -c 'until [ -S /dev/log ]; do sleep 0.1; done'
    sleep 0.3
}

# Tells rsyslogd a signal: tell NAME
tell() {
    kill -s "$1" "$(cat /run/rsyslogd.pid)"
    sleep 1
}

stop() {
    tell TERM
    timeout 20 sh -c 'while [ -e /run/rsyslogd.pid ]; do sleep 0.1; done'
}

# Says bytes to the TCP port, as a host that logs to this one: over_tcp TEXT
over_tcp() {
    timeout 5 bash -c "exec 3<> /dev/tcp/127.0.0.1/514; printf '$1' >&3; sleep 0.2" || true
}

# The programs of an hour: hour NUMBER
hour() {
    local each
    for each in 1 2 3 4 5 6; do
        logger -p daemon.info -t application "order $1$each taken"
        logger -p local5.notice -t "branch$each" "branch $each is open"
        logger -p local6.warning -t forward "hour $1 has message $each"
        echo "line $each of hour $1" >> /var/log/application.log
    done
    logger -p user.err -t backup "cannot read /home/ann/.cache: Permission denied"
    logger -p mail.info -t mailer 'a tab	and an umlaut: ä'
    logger -p daemon.debug -t application "$(head -c 9000 /dev/zero | tr '\0' x)" # a line that is too long
    logger -n 127.0.0.1 -P 514 --udp -t printer 'paper is low'
    logger -n 127.0.0.1 -P 514 --tcp --octet-count -t scanner 'ready'
    over_tcp '<13>Nov 24 06:00:00 oldhost oldprogram: a line of an old host\n'
    over_tcp 'no priority, no time\n'
    over_tcp '<13>1 2026-11-24T06:00:00Z newhost newprogram - - - a line of a new host\n'
    over_tcp '17 <13>half a line' # the line is lost in the middle
}

# What the administrator does, by turns: chore NUMBER
chore() {
    case $(($1 % 10)) in
    0) tell HUP ;;                     # as logrotate does
    1) settings 'local7.* /nowhere/local7.log' 'mail.* action(type="omfile" fiel="/var/log/mail2.log")' ;;
    2) settings 'if $programname == "application then stop' ;;
    3) settings 'module(load="imrelp")' 'input(type="imrelp" port="2514")' ;; # a package that is missing
    4) settings '*.* @@127.0.0.1:6514' '$ActionQueueTyp LinkedList' '$RepeatedMsgReduction on' ;;
    5) settings && chmod 000 /var/log/user.log ;;
    6) settings && rm -rf /var/log/branches && touch /var/log/branches ;;     # a file where a folder should be
    7) rm -rf /var/log/branches && mkdir /var/log/branches && settings 'input(type="imtcp" port="514" address="127.0.0.1")' ;;
    8) rm -f /var/log/application.log && settings 'daemon.* :omuser:ann' 'local4.* :ommysql:localhost,logs,ann,sesame' ;;
    9) settings && receiver ;;
    esac
    rsyslogd -N1 > /dev/null 2>&1 || true
    [ $(($1 % 10)) -eq 0 ] || { stop && start; }
}

# The host that messages are forwarded to is up for a while.
receiver() {
    timeout 6 python3 -c '
import socket
server = socket.create_server(("127.0.0.1", 5140))
while True:
    connection, _ = server.accept()
    while connection.recv(4096):
        pass
' &
}

# day HOURS
day() {
    local hour
    for hour in $(seq "$1"); do
        hour "$hour"
        chore "$hour"
    done
}

sed -i '/imklog/d' /etc/rsyslog.conf
rm -f /var/log/syslog
settings
start
day 120
rsyslogd 2> /dev/null || true # started twice
settings
stop
cp /var/log/syslog /var/log/syslog.day

# And once with what rsyslogd prints when it looks for an error; it stays in the foreground then.
settings
rsyslogd -dn > /var/log/debug.log 2>&1 &
sleep 2
hour 1
tell HUP
hour 2
stop

grep ' rsyslogd' /var/log/syslog.day > /var/log/rsyslogd.log # its own lines only
keep /var/log/rsyslogd.log rsyslogd.log
keep /var/log/debug.log rsyslogd.debug.log
