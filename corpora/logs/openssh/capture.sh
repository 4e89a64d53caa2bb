#!/bin/sh
# Captures sshd.log beside this file. Needs root on a machine to throw away (a container): a user is
# made for the capture and removed again. Debian: openssh-server, openssh-client, openssh-sftp-server.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=2623 user=sample
server=

clean_up() {
    [ -z "$server" ] || kill "$server"
    userdel "$user"
    rm -rf "$work"
}
useradd --no-create-home --home-dir "$work/home" --shell /bin/sh "$user"
trap clean_up EXIT
trap "exit 1" HUP INT TERM
chmod 755 "$work"
mkdir -p "$work/home" /run/sshd
for key in host good unknown; do
    ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$work/$key"
done
cp "$work/good.pub" "$work/authorized_keys"
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host.pub")" > "$work/known_hosts"

cat > "$work/sshd_config" <<SETTINGS
ListenAddress 127.0.0.1:$port
HostKey $work/host
PidFile none
AuthorizedKeysFile $work/authorized_keys
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM yes
UseDNS no
LogLevel VERBOSE
Subsystem sftp internal-sftp
SETTINGS
common="-q -F none -o UserKnownHostsFile=$work/known_hosts -o IdentitiesOnly=yes -o BatchMode=yes"

# Logs in with the given key and does the rest of the arguments.
remote() {
    key=$1
    shift
    # shellcheck disable=SC2086
    ssh $common -i "$work/$key" -p "$port" "$user@127.0.0.1" "$@" > /dev/null
}

/usr/sbin/sshd -D -f "$work/sshd_config" -E "$work/sshd.log" &
server=$!
sleep 1
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
    remote good "echo round $round"
    remote good -t "id -u"
    # shellcheck disable=SC2086
    ssh $common -i "$work/good" -p "$port" -N -L "127.0.0.1:2624:127.0.0.1:$port" "$user@127.0.0.1" &
    tunnel=$!
    sleep 0.5
    ssh-keyscan -4 -t ed25519 -p 2624 127.0.0.1 > /dev/null 2>&1
    kill "$tunnel"
    wait "$tunnel" || true
    # shellcheck disable=SC2086
    echo "ls /" | sftp $common -b - -i "$work/good" -P "$port" "$user@127.0.0.1" > /dev/null
    [ $((round % 3)) -ne 0 ] || remote unknown true || true
    [ $((round % 5)) -ne 0 ] || remote good "exit 3" || true
done
kill -HUP "$server"
sleep 1
remote good "true"
sleep 1
sed "s|$work|/srv/sample|g" "$work/sshd.log" > "$here/sshd.log"
