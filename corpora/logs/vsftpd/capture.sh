#!/bin/bash
# Captures the logs beside this file.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh vsftpd python3 iproute2 -- "$PWD/capture.sh"
# shellcheck source=../inside.sh
. ../inside.sh

password=sesame
users "$password" ann bob carl
useradd --no-create-home dora # a user whose home nobody made
echo "dora:$password" | chpasswd
mkdir -p /shared /srv/ftp /run/vsftpd/empty
echo rules | tee /shared/rules.txt > /srv/ftp/welcome.txt

# vsftpd with the day's settings: start LINE...
start() {
    printf '%s\n' listen=YES listen_ipv6=NO background=NO local_enable=YES write_enable=YES pam_service_name=vsftpd \
        xferlog_enable=YES xferlog_std_format=NO use_localtime=YES "$@" > /etc/vsftpd.conf
    vsftpd /etc/vsftpd.conf &
    server=$!
    listening 21
}

stop() {
    sleep 1
    kill "$server"
    wait "$server" || true
}

day() {
    python3 "$here/../ftp_day.py" 21 "$password" "$@"
}

# The morning with the protocol in the log, and each setting an administrator turns: guests, an idle
# limit, uploads switched off, a message of the day.
protocol=(log_ftp_protocol=YES vsftpd_log_file=/var/log/vsftpd.protocol.log)
start "${protocol[@]}"
day 120 ann bob
kill -HUP "$server"
day 3 ann dora
stop
start "${protocol[@]}" anonymous_enable=YES ftpd_banner="Welcome." chmod_enable=NO async_abor_enable=YES
day 80 carl bob
stop
start "${protocol[@]}" idle_session_timeout=2 data_connection_timeout=2 accept_timeout=1
python3 "$here/../ftp_idle.py" 21 ann "$password"
stop
start "${protocol[@]}" chroot_local_user=YES # and forgets that a home is writable
day 2 ann bob
stop
start "${protocol[@]}" chroot_local_user=YES allow_writeable_chroot=YES write_enable=NO cmds_denied=SITE,STOU \
    userlist_enable=YES userlist_file=/etc/ftpusers
day 40 ann bob root
stop

# The afternoon as Debian sets it: the transfers only, in vsftpd's own form and in that of wu-ftpd.
start dual_log_enable=YES vsftpd_log_file=/var/log/vsftpd.log xferlog_file=/var/log/xferlog
day 300 ann bob carl
stop
start dual_log_enable=YES vsftpd_log_file=/var/log/vsftpd.log xferlog_file=/var/log/xferlog anonymous_enable=YES
day 150 ann bob carl
stop

keep /var/log/vsftpd.protocol.log vsftpd.log
keep /var/log/vsftpd.log transfers.log
keep /var/log/xferlog xferlog.log
