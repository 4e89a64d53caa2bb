#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh apache2 openssl curl python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh
# shellcheck source=../site.sh
. "$here/../site.sh"

make_site
python3 "$here/../backend.py" 8080 &
# What people leave on a site: settings with a typo, a script that fails, a link to a place outside.
mkdir -p /var/www/html/pictures/{typo,outside}
echo 'Optoins +Indexes' > /var/www/html/pictures/typo/.htaccess
ln -s /etc/hosts /var/www/html/pictures/outside/hosts
printf '#!/bin/sh\necho "counter: no such file" >&2\nexit 1\n' > /usr/lib/cgi-bin/counter
printf '#!/bin/sh\nprintf "Content-Type: text/plain\\n\\nhello\\n"\n' > /usr/lib/cgi-bin/hello
printf '#!/bin/sh\nsleep 3\n' > /usr/lib/cgi-bin/slow
chmod +x /usr/lib/cgi-bin/{counter,hello,slow}
touch /usr/lib/cgi-bin/unfinished

cat > /etc/apache2/sites-available/000-default.conf <<'SETTINGS'
<Directory /var/www/html>
    AllowOverride All
    Options -Indexes -FollowSymLinks +SymLinksIfOwnerMatch
</Directory>
<Location /members/>
    AuthType Basic
    AuthName members
    AuthUserFile /etc/members
    Require valid-user
</Location>
<Location /inside/>
    Require all denied
</Location>
DocumentRoot /var/www/html
LimitRequestBody 1000000
RequestReadTimeout header=2 body=2
Timeout 2
ProxyTimeout 1
ProxyPass /app/ http://127.0.0.1:8080/app/
ProxyPass /down/ http://127.0.0.1:8081/
Redirect permanent /old /index.html
<VirtualHost 127.0.0.1:80>
    ServerName www.example
</VirtualHost>
<VirtualHost 127.0.0.1:443>
    ServerName www.example
    SSLEngine on
    SSLCertificateFile /etc/ssl/certs/site.pem
    SSLCertificateKeyFile /etc/ssl/private/site.key
</VirtualHost>
CustomLog /var/log/apache2/access.log combined
SETTINGS
rm /etc/apache2/conf-enabled/other-vhosts-access-log.conf
rm -f /var/log/apache2/*
a2enmod -q ssl proxy_http cgid > /dev/null

# Starts Apache at a level: start LEVEL
start() {
    sed -i "s/^LogLevel .*/LogLevel $1/" /etc/apache2/apache2.conf
    apache2ctl start 2> /dev/null
    listening 80 443
}

stop() {
    apache2ctl stop
    timeout 20 sh -c 'while [ -e /run/apache2/apache2.pid ]; do sleep 0.1; done'
}

day() {
    local path
    python3 -W ignore "$here/../http_day.py" "$1"
    for path in /pictures/typo/ /pictures/outside/hosts /cgi-bin/hello /cgi-bin/counter /cgi-bin/unfinished \
        /cgi-bin/missing /cgi-bin/slow /server-status /index.html/more; do
        curl --silent --output /dev/null "http://127.0.0.1$path" || true
    done
}

# As Debian sets it.
start warn
for _ in 1 2 3 4 5; do
    day 110
    apache2ctl graceful 2> /dev/null
    sleep 1
done
stop
start warn
day 60
apache2ctl restart 2> /dev/null
day 12
apache2ctl graceful-stop 2> /dev/null
sleep 4
mv /var/log/apache2/error.log /var/log/apache2/error.default.log

# And once with more to say.
start info
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    day 110
    apache2ctl graceful 2> /dev/null
    sleep 1
done
stop

for log in error.log error.default.log access.log; do
    keep "/var/log/apache2/$log" "$log"
done
