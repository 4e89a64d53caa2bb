#!/bin/bash
# Captures rare.gz beside this file: what vsftpd writes when it is attacked, which no normal day holds. It is no
# sample of normal operation, so it has no ".log" in its name.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${IN_BOX:-}" ] || exec ../box.sh vsftpd python3 iproute2 -- "$PWD/rare.sh"
# shellcheck source=../inside.sh
. ../inside.sh

users sesame ann
mkdir -p /run/vsftpd/empty
printf '%s\n' listen=YES listen_ipv6=NO background=NO local_enable=YES pam_service_name=vsftpd xferlog_enable=YES \
    xferlog_std_format=NO use_localtime=YES log_ftp_protocol=YES vsftpd_log_file=/var/log/vsftpd.rare.log \
    max_per_ip=4 max_clients=6 > /etc/vsftpd.conf
vsftpd /etc/vsftpd.conf &
listening 21
python3 "$here/attack.py" 21 ann sesame
sleep 1
kill $!
wait || true

gzip -9nc /var/log/vsftpd.rare.log > "$here/rare.gz"
