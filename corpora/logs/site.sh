# The site that http_day.py visits; sourced after inside.sh by the captures of web servers.
# shellcheck shell=bash

# Makes the pages in /var/www/html, the members' passwords and a certificate.
make_site() {
    local site=/var/www/html
    rm -rf "$site"
    mkdir -p "$site"/{pictures,inside,members}
    for page in index.html news.html 'a page.html' style.css feed.xml members/index.html inside/plan.txt locked.html; do
        echo "<p>$page</p>" > "$site/$page"
    done
    chmod 600 "$site/locked.html"
    head -c 20000 /dev/zero > "$site/pictures/one.png"
    head -c 8000000 /dev/zero > "$site/pictures/large.bin"
    echo "ann:$(openssl passwd -apr1 sesame)" > /etc/members
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=www.example \
        -keyout /etc/ssl/private/site.key -out /etc/ssl/certs/site.pem 2> /dev/null
}
