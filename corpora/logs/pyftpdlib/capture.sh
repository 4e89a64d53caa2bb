#!/bin/sh
# Captures pyftpdlib.log beside this file, as any user. Needs python3 with pyftpdlib from PyPI.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=2622
server=

clean_up() {
    [ -z "$server" ] || kill "$server"
    rm -rf "$work"
}
trap clean_up EXIT
trap "exit 1" HUP INT TERM

mkdir "$work/home"
python3 -m pyftpdlib --interface 127.0.0.1 --port "$port" --directory "$work/home" --write \
    --username sample --password sample 2> "$work/pyftpdlib.log" &
server=$!
sleep 2
python3 "$here/../ftp_day.py" "$port" sample 120 sample
sed "s|$work/home|/srv/ftp|g" "$work/pyftpdlib.log" > "$here/pyftpdlib.log"
