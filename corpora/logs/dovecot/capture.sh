#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh dovecot-core dovecot-imapd dovecot-pop3d rsyslog openssl python3 iproute2 -- \
    "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

users sesame ann bob carl
mkdir -p /etc/dovecot/private
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=host.example -keyout /etc/dovecot/private/dovecot.key \
    -out /etc/dovecot/private/dovecot.pem 2> /dev/null

# Debian's settings with folders for the mail, a small quota and few connections for each user: settings LINE...
settings() {
    cat > /etc/dovecot/conf.d/99-day.conf <<'SETTINGS'
mail_location = maildir:~/Maildir
mail_max_userip_connections = 3
mail_plugins = $mail_plugins quota
# All sessions come from one address, which would have to wait longer after each wrong password.
service anvil {
    unix_listener anvil-auth-penalty {
        mode = 0
    }
}
plugin {
    quota = maildir:User quota
    quota_rule = *:storage=150K
}
protocol imap {
    mail_plugins = $mail_plugins imap_quota
}
SETTINGS
    printf '%s\n' "$@" >> /etc/dovecot/conf.d/99-day.conf
}

start() {
    dovecot
    listening 110 143 993 995
}

stop() {
    doveadm stop
    timeout 20 sh -c 'while [ -e /run/dovecot/master.pid ]; do sleep 0.1; done'
}

day() {
    python3 -W ignore "$here/mailbox_day.py" sesame "$1"
}

# Mail comes in, also for a user who does not exist.
deliver() {
    local user
    for user in ann bob carl anne; do
        printf 'From: dora@shop.example\nMessage-ID: <%s@shop.example>\nSubject: minutes\n\nhello\n' "$1-$user" |
            /usr/lib/dovecot/dovecot-lda -d "$user" 2> /dev/null || true
    done
}

# What an administrator does, well or not, between the sessions.
chores() {
    doveadm reload
    doveadm who > /dev/null
    doveadm auth test ann seasme > /dev/null || true
    doveadm user anne > /dev/null 2>&1 || true
    doveadm mailbox status -u ann messages INBOX Arhcive > /dev/null 2>&1 || true
    doveadm expunge -u carl mailbox INBOX all
    # A backup is put back with the wrong owner, and with letters that were deleted since.
    cp -a /home/ann/Maildir /tmp/backup
    doveadm expunge -u ann mailbox INBOX 1:2
    cp -a /tmp/backup/cur /home/ann/Maildir/
    chown -R root /home/bob/Maildir/cur
    day 12
    chown -R bob /home/bob/Maildir
    rm -rf /tmp/backup
    settings 'mail_max_userip_conections = 4' # a typo, refused at the reload
    doveadm reload 2> /dev/null || true
    settings "${level[@]}"
    doveadm reload
}

# A client that connects and never logs in is put out after three minutes.
start_syslog
level=()
settings
start
python3 -c 'import socket, time; s = socket.create_connection(("127.0.0.1", 143)); time.sleep(200)' &
sleeper=$!
for round in $(seq 18); do
    deliver "$round"
    day 60
    [ $((round % 4)) -ne 0 ] || chores
done
wait "$sleeper"
stop
start
day 60
stop
mv /var/log/mail.log /var/log/mail.day.log
kill -HUP "$(cat /run/rsyslogd.pid)"

# And once with all that Dovecot can tell of logins.
level=('auth_verbose = yes' 'auth_debug = yes' 'mail_debug = yes' 'verbose_ssl = yes')
settings "${level[@]}"
start
day 60
chores
stop
sleep 1

keep /var/log/mail.day.log mail.log
keep /var/log/mail.log mail.debug.log
