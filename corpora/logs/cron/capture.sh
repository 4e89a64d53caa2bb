#!/bin/bash
# Captures the logs beside this file. The clock runs 120 times as fast, so that a day has many minutes.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh cron rsyslog faketime iproute2 -- \
    faketime -f '@2026-11-24 06:00:00 x120' "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

users sesame ann bob carl dora emil
chage --expiredate 2020-01-01 dora
echo carl > /etc/cron.deny
rm -rf /home/emil /etc/cron.d/* /etc/cron.{hourly,daily,weekly,monthly}/*
sed -i /pam_limits/d /etc/pam.d/cron # a box may not raise limits

# A mail server that takes mail, that fails, or none: mail_server takes|fails|none
mail_server() {
    rm -f /usr/sbin/sendmail
    case $1 in
    takes) ln -s /bin/true /usr/sbin/sendmail ;;
    fails) ln -s /bin/false /usr/sbin/sendmail ;;
    esac
}

# Puts a user's jobs in place: jobs_of USER LINE...
jobs_of() {
    printf '%s\n' "${@:2}" | runuser -u "$1" -- crontab - 2> /dev/null || true
}

# Starts cron with options: start [OPTION]...
start() {
    cron -f "$@" &
    server=$!
}

stop() {
    kill "$server"
    wait "$server" || true
}

# Waits some minutes of the fast clock: minutes NUMBER
minutes() {
    sleep "$((60 * $1))"
}

everyday_jobs() {
    jobs_of ann '*/2 * * * * echo hello' '*/5 * * * * test -x /usr/bin/backup' '@reboot true' '@hourly true'
    jobs_of bob 'MAILTO=""' '*/3 * * * * ls /nowhere' '*/10 * * * * sleep 90'
    jobs_of dora '*/15 * * * * true'  # whose account has expired
    jobs_of emil '*/20 * * * * true'  # whose home is gone
    printf '%s\n' 'SHELL=/bin/sh' '* * * * * root true' '17 * * * * root cd / && run-parts --report /etc/cron.hourly' > /etc/cron.d/office
    echo '*/30 * * * * nobodyelse true' > /etc/cron.d/left # a user who has left
    printf '%s\n' '#!/bin/sh' 'echo rotated' > /etc/cron.hourly/rotate
    chmod +x /etc/cron.hourly/rotate
}

servers=(takes fails none)

# What users and administrators do in half an hour, by turns: clumsy NUMBER
clumsy() {
    case $(($1 % 12)) in
    0) jobs_of ann '*/2 * * * * echo hello' '61 * * * * true' ;; # no such minute
    1) jobs_of carl '* * * * * true' ;;                          # who may not
    2) EDITOR=true runuser -u bob -- crontab -e ;;
    3) runuser -u ann -- crontab -l ;;
    4) runuser -u emil -- crontab -r ;;
    5) crontab -u anne -l ;;
    6) echo '* * * * root true' > /etc/cron.d/typo ;;            # a field is missing
    7) echo '* * * * * root true' > /etc/cron.d/open && chmod 666 /etc/cron.d/open ;;
    8) echo '* * * * * true' > /etc/cron.d/nobody && chown ann /etc/cron.d/nobody ;;
    9) rm -f /etc/cron.d/{typo,open,nobody} && ln -s /nowhere /etc/cron.d/gone ;;
    10) rm -f /etc/cron.d/gone && cron ;;                        # started twice
    11) everyday_jobs ;;
    esac > /dev/null 2>&1 || true
    mail_server "${servers[$1 % 3]}"
}

# day HALF-HOURS
day() {
    local half_hour
    everyday_jobs
    for half_hour in $(seq "$1"); do
        clumsy "$half_hour"
        minutes 30
    done
}

# Lines get the time of the fast clock, not that of the kernel.
sed -i 's/load="imuxsock"/& SysSock.UseSysTimeStamp="off"/' /etc/rsyslog.conf
start_syslog
mail_server takes
start
day 30
stop
start # not a start of the machine: @reboot is skipped
minutes 60
userdel emil
minutes 30
stop
cp /var/log/cron.log /var/log/cron.day.log
cp /var/log/auth.log /var/log/auth.day.log
: > /var/log/cron.log

# And once with all that cron can tell: starts, ends and failures of jobs.
start -L 15
day 12
stop

grep ' CRON\[' /var/log/auth.day.log > /var/log/auth.cron.log # runuser is the capture, not the day
keep /var/log/cron.day.log cron.log
keep /var/log/cron.log cron.verbose.log
keep /var/log/auth.cron.log auth.log
