#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh postfix dovecot-core rsyslog openssl python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

users sesame ann bob carl
echo 'no-such-user, bob' > /home/carl/.forward
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=host.example -keyout /etc/ssl/private/mail.key \
    -out /etc/ssl/certs/mail.pem 2> /dev/null
cat > /etc/aliases <<'ALIASES'
postmaster: root
root: ann
office: ann, bob
team: ann, bob, carl
loop: loop@host.example
left: gone-since-may
archive: /nowhere/archive.mbox
ALIASES

# A network without DNS: other companies are reached as the transport table says.
cp /usr/share/postfix/main.cf.debian /etc/postfix/main.cf
cat >> /etc/postfix/main.cf <<'SETTINGS'
myhostname = host.example
mydestination = host.example, localhost
mynetworks = 127.0.0.2/32
inet_interfaces = all
inet_protocols = ipv4
alias_maps = hash:/etc/aliases
transport_maps = inline:{ { shop.example = smtp:[127.0.0.1]:2525 }, { down.example = smtp:[127.0.0.1]:2526 } }
smtp_dns_support_level = disabled
message_size_limit = 200000
mailbox_size_limit = 1000000
smtpd_timeout = 3s
smtp_rcpt_timeout = 1s
minimal_backoff_time = 10s
maximal_backoff_time = 20s
queue_run_delay = 10s
maximal_queue_lifetime = 60s
bounce_queue_lifetime = 60s
smtpd_tls_cert_file = /etc/ssl/certs/mail.pem
smtpd_tls_key_file = /etc/ssl/private/mail.key
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
smtpd_sender_restrictions = reject_non_fqdn_sender
smtpd_helo_restrictions = permit_mynetworks, reject_invalid_helo_hostname
SETTINGS
for service in submission smtps; do
    postconf -M "$service/inet=$service inet n - y - - smtpd -o syslog_name=postfix/$service \
        -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject"
done
postconf -P submission/inet/smtpd_tls_security_level=encrypt smtps/inet/smtpd_tls_wrappermode=yes

# Dovecot checks the passwords, as on many Debian mail servers.
printf '%s:{PLAIN}sesame\n' ann bob carl > /etc/dovecot/users
cat > /etc/dovecot/dovecot.conf <<'SETTINGS'
protocols =
ssl = no
auth_mechanisms = plain login
log_path = /var/log/dovecot.log
passdb {
    driver = passwd-file
    args = /etc/dovecot/users
}
userdb {
    driver = passwd
}
service auth {
    unix_listener /var/spool/postfix/private/auth {
        mode = 0660
        user = postfix
        group = postfix
    }
}
SETTINGS

start() {
    /usr/lib/postfix/configure-instance.sh - > /dev/null 2>&1
    postfix start 2> /dev/null
    listening 25 465 587
}

day() {
    python3 -W ignore "$here/smtp_day.py" sesame "$1"
}

start_syslog
dovecot
python3 "$here/peer.py" 2525 &
start
day 24 # the administrator has forgotten newaliases
newaliases
postfix reload 2> /dev/null
postqueue -f
day 200
postfix reload 2> /dev/null
# A setting with a typo, found and mended; some mails are held, looked at and let go.
postconf -e 'smtpd_tls_loglevl = 1' 'mynetworks = 127.0.0.2/8'
postfix reload 2> /dev/null
postconf -X smtpd_tls_loglevl
day 60
postsuper -h ALL 2> /dev/null
mailq > /dev/null
postsuper -H ALL 2> /dev/null
postqueue -f
postconf -e 'mynetworks = 127.0.0.2/32'
postfix reload 2> /dev/null
doveadm stop # the passwords cannot be checked for a while
day 36
dovecot
day 100
postfix stop 2> /dev/null
start
day 300
sleep 30
postsuper -d ALL deferred 2> /dev/null
postfix stop 2> /dev/null
sleep 1
mv /var/log/mail.log /var/log/mail.day.log
kill -HUP "$(cat /run/rsyslogd.pid)"

# And once with each word of the clients that come over loopback.
postconf -e 'debug_peer_list = 127.0.0.1' 'debug_peer_level = 1' 'smtpd_tls_loglevel = 2'
start
day 48
postfix stop 2> /dev/null
sleep 1

keep /var/log/mail.day.log mail.log
keep /var/log/mail.log mail.verbose.log
