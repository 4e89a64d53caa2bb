#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh nginx openssl python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh
# shellcheck source=../site.sh
. "$here/../site.sh"

make_site
python3 "$here/../backend.py" 8080 &
cat > /etc/nginx/sites-enabled/default <<'SETTINGS'
server {
    listen 127.0.0.1:80 default_server;
    listen 127.0.0.1:443 ssl default_server;
    server_name www.example;
    ssl_certificate /etc/ssl/certs/site.pem;
    ssl_certificate_key /etc/ssl/private/site.key;
    root /var/www/html;
    client_header_timeout 2s;
    client_body_timeout 2s;
    proxy_read_timeout 1s;
    location /members/ { auth_basic "members"; auth_basic_user_file /etc/members; }
    location /inside/ { deny all; }
    location /app/ { proxy_pass http://127.0.0.1:8080; }
    location /down/ { proxy_pass http://127.0.0.1:8081; }
    location = /old { return 301 /; }
}
SETTINGS

# Starts nginx as Debian sets it, with one worker so that lines stand in the order of the visits.
start() {
    sed -i -e 's/^worker_processes .*/worker_processes 1;/' -e "s|^error_log .*|error_log $*;|" /etc/nginx/nginx.conf
    nginx -g 'daemon off;' &
    server=$!
    listening 80 443
}

# Says a signal's name to nginx, and waits until it has done what was asked: tell NAME
tell() {
    kill -s "$1" "$server"
    sleep 1
}

day() {
    python3 -W ignore "$here/../http_day.py" "$1"
}

start /var/log/nginx/error.log info
day 350
tell HUP
day 350
# A reload with a typo in the settings, which nginx refuses, and its repair.
sed -i 's/server_name/sever_name/' /etc/nginx/sites-enabled/default
tell HUP
sed -i 's/sever_name/server_name/' /etc/nginx/sites-enabled/default
tell HUP
day 350
tell QUIT
wait "$server"
# The logs are rotated, while nginx runs as by logrotate.
start /var/log/nginx/error.log info
for log in error access; do
    mv /var/log/nginx/$log.log /var/log/nginx/$log.log.1
done
tell USR1
day 120
tell HUP
tell TERM

# As Debian sets it: errors only.
start /var/log/nginx/error.default.log
day 150
tell HUP
day 30
tell QUIT

# The release of the kernel is that of the capturing machine.
sed -i 's|OS: Linux .*|OS: Linux 6.1.0|' /var/log/nginx/error*
cp /var/log/nginx/error.log /var/log/nginx/access.log "$here"
for log in error.log.1 access.log.1 error.default.log; do
    keep "/var/log/nginx/$log" "$log"
done
