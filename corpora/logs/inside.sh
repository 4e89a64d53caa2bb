# What the captures share; sourced by a capture.sh that ../box.sh runs in a box.
# shellcheck shell=bash

here=$(pwd)
cd /

# Makes users that can log in with the password given: users PASSWORD NAME...
users() {
    local password=$1 name
    shift
    for name in "$@"; do
        useradd --create-home --shell /bin/sh "$name"
        echo "$name:$password" | chpasswd
    done
}

# Waits until something listens on each of the ports: listening PORT...
listening() {
    local port
    for port in "$@"; do
        timeout 20 sh -c "until ss -Hltn | grep -q ':$port '; do sleep 0.1; done"
    done
}

# Starts rsyslogd as Debian sets it up, less the log of the kernel, which is not the box's.
start_syslog() {
    sed -i '/imklog/d' /etc/rsyslog.conf
    # Lines of the machine's own day would stand in the same files.
    rm -f /var/log/{syslog,auth.log,mail.log,cron.log,user.log}
    # Nor is there a systemd in the box to tell of sessions.
    sed -i '/pam_systemd/d' /etc/pam.d/*
    rsyslogd
    timeout 20 sh -c 'until [ -S /dev/log ]; do sleep 0.1; done'
}

# Puts a log beside capture.sh, compressed: keep FILE NAME
keep() {
    gzip -9nc "$1" > "$here/$2.gz"
}
