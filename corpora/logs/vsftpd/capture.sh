#!/bin/sh
# Captures vsftpd.log.gz beside this file. Needs root on a machine to throw away (a container): vsftpd
# asks PAM, so a user is made for the capture and removed again. Debian: vsftpd, python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=2621 user=sample password=sample-$$
server=

clean_up() {
    [ -z "$server" ] || kill "$server"
    userdel "$user"
    rm -rf "$work"
}
useradd --no-create-home --home-dir "$work/home" --shell /bin/sh "$user"
trap clean_up EXIT
trap "exit 1" HUP INT TERM
echo "$user:$password" | chpasswd
chmod 755 "$work"
mkdir "$work/home" /var/run/vsftpd/empty -p
chown "$user" "$work/home"

cat > "$work/vsftpd.conf" <<SETTINGS
listen=YES
listen_address=127.0.0.1
listen_port=$port
background=NO
anonymous_enable=NO
local_enable=YES
write_enable=YES
chroot_local_user=YES
allow_writeable_chroot=YES
pam_service_name=vsftpd
secure_chroot_dir=/var/run/vsftpd/empty
pasv_address=127.0.0.1
xferlog_enable=YES
xferlog_std_format=NO
log_ftp_protocol=YES
vsftpd_log_file=$work/vsftpd.log
SETTINGS

vsftpd "$work/vsftpd.conf" &
server=$!
sleep 1
python3 "$here/../ftp_day.py" "$port" "$user" "$password"
sleep 1
gzip -9nc "$work/vsftpd.log" > "$here/vsftpd.log.gz"
