#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh squid openssl curl python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

echo '127.0.0.1 www.example shop.example games.example down.example' >> /etc/hosts
python3 "$here/../backend.py" 80 &
echo "ann:$(openssl passwd -apr1 sesame)" > /etc/squid/passwords
echo .games.example > /etc/squid/unwanted
mkdir -p /run/squid
cp /etc/squid/squid.conf /tmp/debian.conf

# Debian's settings and the office's: settings [LINE]...
settings() {
    {
        cat <<'SETTINGS'
visible_hostname host
cache_dir ufs /var/spool/squid 20 4 4
cache_peer 127.0.0.1 parent 3129 0 no-query connect-timeout=1 connect-fail-limit=2
acl through_parent dstdomain shop.example
cache_peer_access 127.0.0.1 allow through_parent
never_direct allow through_parent
auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwords
auth_param basic children 2
acl known proxy_auth REQUIRED
acl private urlpath_regex ^/private
acl unwanted dstdomain "/etc/squid/unwanted"
http_access deny unwanted
http_access deny private !known
acl Safe_ports port 8081
connect_timeout 2 seconds
read_timeout 2 seconds
request_timeout 2 seconds
client_idle_pconn_timeout 2 seconds
dns_timeout 1 second
dns_retransmit_interval 1 second
request_body_max_size 100 KB
shutdown_lifetime 1 second
SETTINGS
        printf '%s\n' "$@"
        cat /tmp/debian.conf
    } > /etc/squid/squid.conf
}

start() {
    squid --foreground -YC 2> /dev/null &
    server=$!
    listening 3128
}

stop() {
    kill "$server" 2> /dev/null || true
    wait "$server" || true
}

# New settings are read as systemd's reload does, which does not look at them first.
reload() {
    kill -HUP "$(cat /run/squid.pid)"
    sleep 1
}

fetch() {
    curl --silent --output /dev/null --max-time 6 --proxy http://127.0.0.1:3128 "$@" || true
}

# Says bytes to the proxy and hangs up after the seconds: bare SECONDS TEXT
bare() {
    timeout 10 bash -c "exec 3<> /dev/tcp/127.0.0.1/3128; printf '$2' >&3; sleep $1" || true
}

# An hour in the office: pages, some of them twice, and what goes wrong: hour NUMBER
hour() {
    local page
    for page in 1 2 3 4 1 2; do
        fetch "http://www.example/page-$page"
        fetch --header 'Cache-Control: no-cache' "http://www.example/news-$1"
    done
    fetch --proxy-user ann:sesame http://www.example/private
    fetch --head http://www.example/page-1
    fetch --data 'name=Ann' http://www.example/app/form
    fetch http://shop.example/catalogue # by way of the parent
    fetch http://www.example/app/big
    case $(($1 % 12)) in
    0) fetch --proxy-user ann:seasme http://www.example/private ;;
    1) fetch http://www.example/private ;;
    2) fetch http://games.example/ ;;
    3) fetch http://www.exmaple/ ;;         # no such name
    4) fetch http://down.example:8081/ ;;   # nothing listens there
    5) fetch http://www.example/app/broken ;;
    6) fetch http://www.example/app/slow ;;
    7) fetch --max-time 0.3 http://www.example/app/slow ;; # the window is closed
    8) fetch --data-binary @/usr/sbin/squid http://www.example/app/form ;;
    9) fetch https://www.example:444/ ;;    # a port that CONNECT may not reach
    10) fetch https://www.example/ ;;
    11) fetch --request PURGE http://www.example/page-1 && fetch --request BREW http://www.example/coffee ;;
    esac
    case $(($1 % 7)) in
    0) bare 0 'GET /page-1 HTTP/1.0\r\n\r\n' ;; # a browser that takes the proxy for a site
    1) bare 0 'hello\r\n\r\n' ;;
    2) bare 3 'GET http://www.example/ HTTP/1.1\r\n' ;;
    3) bare 0 '' ;;
    4) curl --silent --output /dev/null http://127.0.0.1:3128/squid-internal-mgr/info || true ;;
    5) bare 0 'GET http://www.exa mple/ HTTP/1.1\r\n\r\n' ;;
    6) curl --silent --output /dev/null --insecure --max-time 3 https://127.0.0.1:3128/ || true ;; # TLS to the plain port
    esac
}

# What the administrator does, by turns: chore NUMBER
chore() {
    case $(($1 % 8)) in
    0) settings && reload ;;
    1) settings 'cache_mme 64 MB' 'read_timeuot 2 minutes' && reload ;;
    2) squid -k rotate ;;
    3) # the parent is started again, and goes down once more
        python3 "$here/../backend.py" 3129 &
        parent=$!
        sleep 11
        hour 1
        kill "$parent"
        wait "$parent" || true
        ;;
    4) settings 'acl extra dstdomain "/etc/squid/missing"' 'http_access allow extra' && reload ;;
    5) settings 'dns_nameservers 127.0.0.9' 'acl unwanted dstdomain www.games.example' && reload ;;
    6) settings 'cache_dir ufs /var/spool/nowhere 10 4 4' && reload ;; # a folder that is missing
    7) settings 'acl lunch time 12:00-11:00' && reload ;;              # an end before the start
    esac 2> /dev/null || true
}

# Restarts squid with settings that work: restart
restart() {
    stop 2> /dev/null
    settings
    start
}

# day HOURS
day() {
    local hour
    for hour in $(seq "$1"); do
        hour "$hour"
        [ $((hour % 2)) -ne 0 ] || chore "$((hour / 2))"
        # Some settings end squid.
        ss -Hltn | grep -q ':3128 ' || restart
        [ $((hour % 9)) -ne 0 ] || restart
    done
}

settings
squid -z --foreground > /dev/null 2>&1
rm -f /var/log/squid/* # of making the folders of the cache
start
day 90
stop
mv /var/log/squid/cache.log /var/log/squid/cache.day.log

# And once with squid's debug level 2, which prints what clients and servers say.
settings 'debug_options ALL,2'
start
day 3
stop

keep /var/log/squid/cache.day.log cache.log
keep /var/log/squid/cache.log cache.debug.log
keep /var/log/squid/access.log access.log
