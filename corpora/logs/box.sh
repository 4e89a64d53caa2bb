#!/bin/bash
# Runs a command as root on a throw-away copy of this machine, so that a capture can use a daemon as
# Debian installs it (its paths, ports, users, /dev/log) and leaves nothing behind: what is written
# goes to memory, except in this folder; the network is a loopback device of its own; the host is
# called "host"; every process ends with the command. Needs root and namespaces.
#
# usage: box.sh PACKAGE... -- COMMAND [ARGUMENT]...
set -euo pipefail
logs=$(cd "$(dirname "$0")" && pwd)

# Outside: checks the packages and starts this script again in namespaces of its own.
enter() {
    local packages=() package box
    while [ "$1" != -- ]; do
        package=$1
        packages+=("$package")
        shift
    done
    for package in "${packages[@]}"; do
        dpkg-query --show --showformat '${db:Status-Status} ${Package} ${Version}\n' "$package" |
            grep '^installed' >&2 && continue
        echo "install first: apt-get install --no-install-recommends ${packages[*]}" >&2
        exit 1
    done
    box=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rmdir '$box'" EXIT
    BOX=$box unshare --mount --uts --ipc --net --pid --fork --kill-child "$logs/box.sh" "$@" &
    # unshare does not hear other signals, and takes its children with it.
    trap 'kill -KILL "$!" 2> /dev/null' HUP INT TERM
    wait "$!"
}

# Inside: lays memory over the machine's files and runs the command there. The mounts end with us.
inside() {
    local root=$BOX/root
    mount -t tmpfs box "$BOX"
    mkdir "$BOX/upper" "$BOX/work" "$root"
    mount -t overlay box -o "lowerdir=/,upperdir=$BOX/upper,workdir=$BOX/work" "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 dev "$root/dev"
    cp -a /dev/{null,zero,full,random,urandom,tty} "$root/dev"
    mkdir "$root/dev/pts"
    mkdir -m 1777 "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir -p "$root$logs"
    mount --bind "$logs" "$root$logs"
    hostname host
    ip link set lo up
    printf '%s\n' '127.0.0.1 localhost' '127.0.0.1 host.example host' '::1 ip6-localhost' > "$root/etc/hosts"
    echo 'nameserver 127.0.0.1' > "$root/etc/resolv.conf"
    exec chroot "$root" env -i IN_BOX=yes HOME=/root LANG=C.UTF-8 \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

if [ "${1:-}" != -- ]; then
    enter "$@"
else
    shift
    inside "$@"
fi
