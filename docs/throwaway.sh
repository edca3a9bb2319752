# throwaway.sh - for scripts that install the package: a layer over this system, or a clean Debian, in memory. Nothing is left.
# As root. Sourced from the checkout; the first command must be: throwaway "$@"

# Starts the script anew in a namespace: what is mounted goes with it. Then $root is a directory to be made a system.
throwaway() {
  [ "$(id -u)" = 0 ] || { echo "$0 makes a system to install into: only root can"; exit 77; }
  [ "${THROWAWAY:-}" = begun ] || THROWAWAY=begun exec unshare --mount --propagation private "docs/${0##*/}" "$@"
  memory=$(mktemp -d)
  root=$memory/root
  trap 'umount -l "$memory"; rmdir "$memory"' EXIT
  mount -t tmpfs -o mode=755 ingestd-check "$memory"
  mkdir "$root"
}

# This system, with all that is written to it in memory.
layer_over_this_system() {
  mkdir "$memory/upper" "$memory/work"
  mount -t overlay -o "lowerdir=/,upperdir=$memory/upper,workdir=$memory/work" overlay "$root"
  mount --bind /dev "$root/dev"
}

# Debian with a Java and nothing else, by mmdebstrap; kept as $1 until somebody deletes it.
clean_system() {
  if [ ! -s "$1" ]; then
    mmdebstrap --quiet --format=tar --variant=apt bookworm "$1.new" \
      --include=default-jre-headless,systemd-standalone-sysusers,systemd-standalone-tmpfiles
    mv "$1.new" "$1"
  fi
  mount --bind "$root" "$root"
  tar -xf "$1" -C "$root"
}

# A command within the system, without this shell's environment; it dies with the script.
inside() {
  unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" chroot "$root" \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"
}
