#!/bin/sh
# Captures error.log and access.log beside this file, as any user. Debian: nginx, curl.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=2625 url=http://127.0.0.1:2625
server=

clean_up() {
    [ -z "$server" ] || kill "$server"
    rm -rf "$work"
}
trap clean_up EXIT
trap "exit 1" HUP INT TERM
chmod 755 "$work"
mkdir -p "$work/html/pictures" "$work/html/inside" "$work/html/members"
echo '<p>welcome</p>' > "$work/html/index.html"
head -c 200000 /dev/zero > "$work/html/pictures/large.bin"
echo '<p>members</p>' > "$work/html/members/index.html"
echo 'sample:{PLAIN}sample' > "$work/passwords"

cat > "$work/nginx.conf" <<SETTINGS
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log info;
events { worker_connections 64; }
http {
    access_log $work/access.log combined;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    client_max_body_size 1k;
    client_header_timeout 2s;
    server {
        listen 127.0.0.1:$port;
        server_name localhost;
        root $work/html;
        location /members/ { auth_basic "members"; auth_basic_user_file $work/passwords; }
        location /inside/ { deny all; }
        location /backend/ { proxy_pass http://127.0.0.1:2626; }
        location /old { return 301 /; }
    }
}
SETTINGS

get() {
    curl --silent --user-agent "Mozilla/5.0 (X11; Linux x86_64)" "$@" > /dev/null || true
}

nginx -e "$work/error.log" -c "$work/nginx.conf" &
server=$!
sleep 1
round=0
while [ $round -lt 60 ]; do
    round=$((round + 1))
    get "$url/" "$url/pictures/large.bin" "$url/favicon.ico"
    get --head "$url/index.html"
    [ $((round % 3)) -ne 0 ] || get --user sample:sample "$url/members/"
    [ $((round % 4)) -ne 0 ] || get --range 100-200 "$url/pictures/large.bin"
    [ $((round % 5)) -ne 0 ] || get --location "$url/old"
    [ $((round % 7)) -ne 0 ] || get "$url/pictures/"
    [ $((round % 10)) -ne 0 ] || get --user sample:wrong "$url/members/"
    [ $((round % 12)) -ne 0 ] || get "$url/backend/status"
    [ $((round % 15)) -ne 0 ] || get "$url/inside/plan.txt"
    [ $((round % 20)) -ne 0 ] || get --data-binary "@$work/html/pictures/large.bin" "$url/"
    [ $((round % 20)) -ne 0 ] || get --limit-rate 1k --max-time 1 "$url/pictures/large.bin"
    [ $round -ne 30 ] || kill -HUP "$server"
done
sleep 3
kill -QUIT "$server"
wait "$server"
server=
for log in error.log access.log; do
    sed -e "s|$work|/srv/www|g" -e 's|OS: Linux .*|OS: Linux 6.1.0|' "$work/$log" > "$here/$log"
done
