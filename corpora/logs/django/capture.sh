#!/bin/sh
# Captures django.log.gz beside this file, as any user. Needs python3 with django from PyPI.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=8622
server=

clean_up() {
    [ -z "$server" ] || kill "$server"
    rm -rf "$work"
}
trap clean_up EXIT
trap "exit 1" HUP INT TERM

export SITE="$work/site"
mkdir "$SITE"
python3 "$here/site.py" migrate --verbosity 0
DJANGO_SUPERUSER_PASSWORD=sample python3 "$here/site.py" createsuperuser --no-input --verbosity 0 \
    --username anna --email anna@www.example
: > "$SITE/django.log"
python3 "$here/site.py" runserver --noreload --verbosity 0 "127.0.0.1:$port" > /dev/null 2>&1 &
server=$!
until python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2> /dev/null; do sleep 0.2; done
python3 "$here/web_day.py" "$port" 600
packages=$(python3 -c 'import django, pathlib; print(pathlib.Path(django.__file__).parents[1])')
sed "s|$packages|/srv/python|g; s|$here|/srv/site|g; s|$SITE|/srv/site|g" "$SITE/django.log" | gzip -9nc > "$here/django.log.gz"
