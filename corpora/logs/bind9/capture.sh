#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh bind9 bind9-dnsutils bind9-utils rsyslog iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

# An internet of our own: 127.0.0.2 is the root and secondary of the company's zone, 127.0.0.4 holds a
# zone whose signatures are out of order and none of a zone it should have, 127.0.0.9 is down.
for address in 127.0.0.2 127.0.0.4; do
    ip address add "$address/8" dev lo
done
world=/var/cache/bind/world
mkdir -p "$world" /run/named
cat > "$world/root.zone" <<'ZONE'
$TTL 5
. SOA a.root. admin.root. 1 3600 600 86400 5
. NS a.root.
a.root. A 127.0.0.2
example. NS ns.example.
ns.example. A 127.0.0.1
broken. NS ns.broken.
ns.broken. A 127.0.0.4
broken. DS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
lame. NS ns.lame.
ns.lame. A 127.0.0.4
down. NS ns.down.
ns.down. A 127.0.0.9
shop. NS ns.shop.
ns.shop. A 127.0.0.4
ZONE
for zone in broken shop; do
    printf '$TTL 5\n@ SOA ns admin 1 3600 600 86400 5\n@ NS ns\nns A 127.0.0.4\nwww A 127.0.0.4\nalias CNAME gone\n' \
        > "$world/$zone.zone"
done
tsig-keygen transfer > /etc/bind/transfer.key
tsig-keygen other > /etc/bind/other.key
tsig-keygen transfer > /etc/bind/old-transfer.key
cat > "$world/named.conf" <<CONF
include "/etc/bind/transfer.key";
options {
    directory "$world";
    listen-on { 127.0.0.2; 127.0.0.4; };
    listen-on-v6 { none; };
    pid-file none;
    session-keyfile none;
    recursion no;
    dnssec-validation no;
    allow-transfer { none; };
};
controls { };
zone "." { type primary; file "root.zone"; dnssec-policy default; inline-signing yes; };
zone "broken" { type primary; file "broken.zone"; };
zone "shop" { type primary; file "shop.zone"; };
zone "example" { type secondary; file "example.zone"; primaries { 127.0.0.1 key transfer; }; };
CONF
chown -R bind: /var/cache/bind /run/named
chown bind: /etc/bind/*.key

# The company's own zone, with a serial: company SERIAL [LINE]...
company() {
    printf '%s\n' '$TTL 5' "@ SOA ns admin $1 3600 600 86400 5" '@ NS ns' 'ns A 127.0.0.1' 'www A 127.0.0.1' \
        'mail A 127.0.0.1' '@ MX 10 mail' 'old CNAME www' "${@:2}" > /var/cache/bind/company.zone
}

# The settings of the company's server: settings LINE...
settings() {
    cat > /etc/bind/named.conf.local <<CONF
include "/etc/bind/transfer.key";
include "/etc/bind/other.key";
zone "example" {
    type primary;
    file "/var/cache/bind/company.zone";
    allow-transfer { key transfer; };
    also-notify { 127.0.0.2; };
};
zone "office.example" {
    type primary;
    file "/var/cache/bind/office.zone";
    update-policy { grant other zonesub ANY; };
};
CONF
    printf '%s\n' "$@" >> /etc/bind/named.conf.local
}

start() {
    named -f -4 -u bind &
    server=$!
    timeout 30 sh -c 'until rndc status > /dev/null 2>&1; do sleep 0.2; done'
}

stop() {
    rndc stop > /dev/null
    wait "$server"
}

# Asks the company's server: ask ARGUMENT...
ask() {
    dig +tries=1 +time=2 @127.0.0.1 "$@" > /dev/null 2>&1 || true
}

# One hour: lookups, and those that cannot work.
hour() {
    local name
    for name in www.example mail.example old.example www.shop alias.shop www.broken www.lame www.down nosuch \
        ww.example www.shpo; do
        ask "$name"
        ask "$name" AAAA
    done
    ask example MX
    ask +tcp example SOA
    ask -x 127.0.0.1
    ask +dnssec . DNSKEY
    ask -b 127.0.0.9 www.shop  # from a network that may not ask
    ask example AXFR           # without the key
    ask -k /etc/bind/other.key example AXFR
    ask -k /etc/bind/old-transfer.key example AXFR
    ask -k /etc/bind/transfer.key example AXFR
    ask -k /etc/bind/transfer.key example IXFR=1
}

# Records are changed while the server runs, with and without leave: update KEY-OPTIONS... LINE
update() {
    printf 'server 127.0.0.1\nzone office.example\n%s\nsend\n' "${@: -1}" | nsupdate "${@:1:$#-1}" 2> /dev/null || true
}

# What the administrator does in an hour, by turns: chore NUMBER
chore() {
    local command
    case $(($1 % 9)) in
    0) company "$((100 + $1))" "new$1 A 127.0.0.1" && rndc reload example ;;
    1) company "$((100 + $1))" 'typo AA 127.0.0.1' && rndc reload example ;;
    2) company 7 'forgotten A 127.0.0.1' && rndc reload example ;; # the serial goes back
    3) company "$((100 + $1))" 'mail CNAME www' && rndc reload example ;;
    4)
        settings 'zone "late.example" { type primary; file "/var/cache/bind/late.zone"; };'
        rndc reconfig
        ;;
    5)
        settings 'zoen "late.example" { };'
        rndc reconfig
        ;;
    6)
        settings
        rndc reload
        rndc flush
        ;;
    7) for command in 'freeze office.example' 'thaw office.example' 'sync -clean' 'notify example' 'status' \
        'reload nosuch.example' 'flushname www.shop' 'dumpdb -cache' 'stats' 'nta broken' 'refresh example'; do
        # shellcheck disable=SC2086
        rndc $command
    done ;;
    8) rndc -k /etc/bind/other.key status ;; # the key of something else
    esac > /dev/null 2>&1 || true
    update -k /etc/bind/other.key "update add pc$1.office.example 60 A 127.0.0.1"
    update -k /etc/bind/transfer.key "update add pc$1.office.example 60 A 127.0.0.1"
    update -k /etc/bind/other.key "update add pc$1.example 60 A 127.0.0.1"
    update "update delete www.office.example"
}

# day HOURS
day() {
    local hour
    for hour in $(seq "$1"); do
        hour
        chore "$hour"
        [ $((hour % 20)) -ne 0 ] || { stop && start; }
    done
}

start_syslog
named -f -4 -u bind -c "$world/named.conf" &
timeout 20 sh -c 'until dig +short @127.0.0.2 . DNSKEY | grep -q ^257; do sleep 0.2; done'
anchor=$(dig +short @127.0.0.2 . DNSKEY | sed -n 's/^\(257 [0-9]* [0-9]*\) \(.*\)/\1 "\2"/p' | head -1)
echo '. 5 NS a.root.
a.root. 5 A 127.0.0.2' > /usr/share/dns/root.hints
cat > /etc/bind/named.conf.options <<CONF
options {
    directory "/var/cache/bind";
    dnssec-validation yes;
    listen-on { 127.0.0.1; };
    allow-recursion { 127.0.0.1; };
    resolver-query-timeout 1500;
    empty-zones-enable no;
};
trust-anchors { . initial-key $anchor; };
CONF
company 100
printf '$TTL 5\n@ SOA ns admin 1 3600 600 86400 5\n@ NS ns\nns A 127.0.0.1\n' > /var/cache/bind/office.zone
settings
chown bind: /var/cache/bind/*

# As Debian sets it: to syslog.
start
day 80
stop

# And to a file, with categories and each query.
cat >> /etc/bind/named.conf.options <<'CONF'
logging {
    channel all { file "/var/cache/bind/named.log"; severity info; print-time yes; print-severity yes; print-category yes; };
    category default { all; };
    category queries { all; };
    category query-errors { all; };
    category lame-servers { all; };
};
CONF
start
day 80
stop

# The release of the kernel is that of the capturing machine.
sed -i "s/running on Linux .*/running on Linux x86_64 6.1.0/" /var/log/syslog /var/cache/bind/named.log
grep ' named\[' /var/log/syslog > /var/log/syslog.named
keep /var/log/syslog.named syslog.log
keep /var/cache/bind/named.log named.log
