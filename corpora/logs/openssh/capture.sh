#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh openssh-server openssh-client openssh-sftp-server rsyslog python3 \
    iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

# Users of every sort an administrator has, and their keys.
users sesame ann bob carl expired shellless locked
chage --expiredate 2020-01-01 expired
usermod --shell /bin/nosuchshell shellless
usermod --lock locked
mkdir /keys
for key in ann bob carl agent1 agent2 agent3 agent4 agent5 agent6 agent7; do
    ssh-keygen -q -t ed25519 -N '' -C "$key" -f "/keys/$key"
done
for user in ann bob carl; do
    install -d -m 700 -o "$user" "/home/$user/.ssh"
    cp "/keys/$user.pub" "/home/$user/.ssh/authorized_keys"
done
chmod 777 /home/carl/.ssh # too open: sshd refuses the key
echo "from=\"192.0.2.1\" $(cat /keys/agent1.pub)" >> /home/bob/.ssh/authorized_keys
echo "command=\"echo backup\" $(cat /keys/agent2.pub)" >> /home/bob/.ssh/authorized_keys
ssh-keygen -q -s /keys/agent7 -I ann -n ann -V 20200101:20200201 /keys/agent3.pub # a certificate of long ago
rm -f /etc/ssh/ssh_host_*
ssh-keygen -A > /dev/null
mkdir -p /run/sshd
printf '#!/bin/sh\necho "$PASSWORD"\n' > /keys/askpass
chmod +x /keys/askpass
export SSH_ASKPASS=/keys/askpass SSH_ASKPASS_REQUIRE=force PASSWORD=sesame
quiet=(-q -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes)

# Logs in with a key: with_key KEY USER [ARGUMENT]...
with_key() {
    ssh "${quiet[@]}" -o BatchMode=yes -i "/keys/$1" "$2@127.0.0.1" "${@:3}" < /dev/null > /dev/null 2>&1 || true
}

# Logs in with a password: with_password PASSWORD USER [ARGUMENT]...
with_password() {
    PASSWORD=$1 ssh "${quiet[@]}" -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=2 "$2@127.0.0.1" "${@:3}" \
        < /dev/null > /dev/null 2>&1 || true
}

# Files over sftp: each line of the input is a command.
files() {
    sftp "${quiet[@]}" -b - -i /keys/ann ann@127.0.0.1 > /dev/null 2>&1 || true
}

# Says bytes to the port and hangs up after the seconds: bare SECONDS TEXT
bare() {
    timeout 20 bash -c "exec 3<> /dev/tcp/127.0.0.1/22; printf '$2' >&3; sleep $1" || true
}

everyday() {
    with_key ann ann "echo round $1"
    with_key ann ann -t "id -u"
    with_password sesame bob uptime
    with_key bob bob "exit 3"
    with_key agent2 bob
    printf '%s\n' "put /etc/hosts hosts-$1" "get hosts-$1 /tmp/hosts" "rename hosts-$1 old" "mkdir d" "ls" "rmdir d" "rm old" |
        files
    scp "${quiet[@]}" -i /keys/ann /etc/hosts ann@127.0.0.1:copy > /dev/null 2>&1 || true
    ssh "${quiet[@]}" -i /keys/ann -L 127.0.0.1:2022:127.0.0.1:22 ann@127.0.0.1 sleep 1 < /dev/null &
    sleep 0.5
    ssh-keyscan -4 -t ed25519 -p 2022 127.0.0.1 > /dev/null 2>&1 || true
    wait "$!" || true
}

# One of the mishaps, by turns: clumsy NUMBER
clumsy() {
    case $(($1 % 26)) in
    0) with_password seasme ann ;;
    1) with_password sesame anne ;; # a user mistyped
    2) with_key agent4 ann ;;       # a key the server does not know
    3) ssh "${quiet[@]}" -o BatchMode=yes -i /keys/agent{1,2,3,4,5,6,7} ann@127.0.0.1 > /dev/null 2>&1 || true ;;
    4) with_key carl carl ;;
    5) with_password sesame expired ;;
    6) with_password sesame shellless ;;
    7) with_password sesame locked ;;
    8) with_password sesame root ;;
    9) with_key agent1 bob ;;
    10) with_key agent3 ann -o CertificateFile=/keys/agent3-cert.pub ;;
    11) with_key ann ann -o KexAlgorithms=diffie-hellman-group1-sha1 ;;
    12) with_key ann ann -o Ciphers=3des-cbc ;;
    13) with_key ann ann -o HostKeyAlgorithms=ssh-dss ;;
    14) bare 0 'SSH-1.5-OldClient\r\n' ;;
    15) bare 0 'GET / HTTP/1.0\r\n\r\n' ;; # a browser at the wrong port
    16) bare 0 '' ;;                       # a check of the service
    17) bare 5 'SSH-2.0-sleepy\r\n' ;;     # the grace time ends
    18) printf '%s\n' "-get reprot.txt" "-rm reprot.txt" "-mkdir /nowhere/d" "-put /etc/hosts /etc/hosts" | files ;;
    19) with_key ann ann -s netconf ;; # a subsystem that is not there
    20) with_key ann ann -L 127.0.0.1:2022:127.0.0.1:9 'bash -c "true < /dev/tcp/127.0.0.1/9"' ;;
    21) with_key ann ann -o ExitOnForwardFailure=yes -R 127.0.0.1:22:127.0.0.1:9 true ;;
    22) with_key ann ann nosuchcommand ;;
    23) # the laptop is closed: the client no longer answers
        ssh "${quiet[@]}" -i /keys/ann ann@127.0.0.1 sleep 20 < /dev/null > /dev/null 2>&1 &
        sleep 2
        kill -STOP "$!" || true
        sleep 6
        kill -KILL "$!" || true
        wait "$!" 2> /dev/null || true
        ;;
    24) # the client dies in the middle
        ssh "${quiet[@]}" -i /keys/ann ann@127.0.0.1 sleep 2 < /dev/null > /dev/null 2>&1 &
        sleep 0.5
        kill -KILL "$!" || true
        wait "$!" 2> /dev/null || true
        ;;
    25) # a person gives up at the prompt for the password
        PASSWORD='' timeout 1 ssh "${quiet[@]}" -o PubkeyAuthentication=no ann@127.0.0.1 > /dev/null 2>&1 || true
        ;;
    esac
}

# Starts sshd with Debian's settings and these: start LINE... [-- OPTION...]
start() {
    local options=()
    : > /etc/ssh/sshd_config.d/day.conf
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        echo "$1" >> /etc/ssh/sshd_config.d/day.conf
        shift
    done
    [ $# -eq 0 ] || options=("${@:2}")
    /usr/sbin/sshd -D "${options[@]}" &
    server=$!
    listening 22
}

stop() {
    sleep 1
    kill "$server"
    wait "$server" || true
    sleep 1
}

# day ROUNDS
day() {
    local round
    for round in $(seq "$1"); do
        everyday "$round"
        clumsy "$((2 * round))"
        clumsy "$((2 * round + 1))"
    done
}

short=('LoginGraceTime 3' 'ClientAliveInterval 1' 'ClientAliveCountMax 1' 'TrustedUserCAKeys /keys/agent7.pub')

# At the level of Debian. In the afternoon only some may log in, and the server is down for service.
start_syslog
start "${short[@]}"
day 26
kill -HUP "$server"
day 13
stop
start "${short[@]}" 'AllowUsers ann' 'MaxAuthTries 2' 'AllowTcpForwarding no' 'MaxSessions 1'
day 7
echo 'down for service' > /run/nologin
with_key ann ann
with_password sesame ann
rm /run/nologin
stop
cp /var/log/auth.log /var/log/day.log
: > /var/log/auth.log
chmod 644 /etc/ssh/ssh_host_ecdsa_key # too open: sshd goes on without it
sed -i 's:/sftp-server$:& -l VERBOSE:' /etc/ssh/sshd_config
start "${short[@]}" 'LogLevel VERBOSE'
chmod 600 /etc/ssh/ssh_host_ecdsa_key
day 20
kill -HUP "$server"
day 6
stop
start "${short[@]}" 'LogLevel VERBOSE' -- -E /var/log/sshd.log
day 7
kill -HUP "$server"
sleep 1
day 1
stop

keep /var/log/day.log auth.log
keep /var/log/auth.log auth.verbose.log
cp /var/log/sshd.log "$here"
