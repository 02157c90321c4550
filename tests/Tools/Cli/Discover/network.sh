#!/usr/bin/env bash
# Two hosts on a network of their own: "ours", 10.9.0.2, and "other", 10.9.0.1, on which avahi runs under the name that is given. Run it in new
# network and mount namespaces. It prints the process ids by which nsenter gets to each host, and ends with its input.
set -euo pipefail
folder=$1 name=$2

mount --make-rprivate /
mount -t tmpfs tmpfs /run # avahi keeps one process id for the machine there
ip link set lo up
ip link add other type veth peer name ours
unshare --net sleep infinity &
ours=$!
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
while [ "$(readlink "/proc/$ours/ns/net")" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link set ours netns "$ours"
ip address add 10.9.0.1/24 dev other
ip link set other up
nsenter --target "$ours" --net bash -c 'ip link set lo up; ip address add 10.9.0.2/24 dev ours; ip link set ours up'

cat >"$folder/bus.conf" <<END
<busconfig>
  <type>system</type>
  <listen>unix:path=$folder/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/>
    <allow send_type="method_call"/><allow send_type="method_return"/><allow send_type="signal"/><allow send_type="error"/>
    <allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="signal"/><allow receive_type="error"/>
  </policy>
</busconfig>
END
cat >"$folder/avahi.conf" <<END
[server]
host-name=$name
use-ipv6=no
allow-interfaces=other
[publish]
publish-hinfo=no
publish-workstation=no
END
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$folder/bus
dbus-daemon --config-file="$folder/bus.conf" --nofork --nopidfile >&2 &
while [ ! -S "$folder/bus" ]; do sleep 0.05; done
/usr/sbin/avahi-daemon --no-drop-root --no-chroot --no-rlimits --file="$folder/avahi.conf" >&2 &
until avahi-resolve --name "$name.local" >/dev/null 2>&1; do
    kill -0 $! # it has ended
    sleep 0.1
done
echo "ready $$ $ours"
cat >/dev/null
