#!/usr/bin/env bash
# Builds everything and passes all tests. Needs Debian or Ubuntu and the .NET 10 SDK; what else is missing, it installs.
#
#   tests/run.sh            all tests
#   tests/run.sh --quick    unit tests, desktop tests and a short simulation: these need the SDK alone
#   tests/run.sh FILTER     some of them, such as 'FullyQualifiedName~Interop'
#
# SENSORCAST_TEST_JOBS is how many suites run side by side, 2 unless it is set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# A build node that stays in memory keeps this script's output open, so that a pipe from it does not end. The compiler's server has pipes of
# its own: it is started once for all projects, and ends by itself.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=true
# Each suite runs several tests at once: two of them keep two cores busy, and a third would only slow both.
jobs=${SENSORCAST_TEST_JOBS:-2}

have() { command -v "$1" >/dev/null 2>&1; }

fail() {
    echo "$*" >&2
    exit 1
}

# Ubuntu's chromium is a snap, which neither runs in a container nor lets itself be driven: there Playwright brings one.
is_ubuntu() { (. /etc/os-release && [ "$ID" = ubuntu ]); }

have_chromium() {
    [ -n "${SENSORCAST_CHROMIUM:-}" ] && return
    case $(command -v chromium) in '' | */snap/*) return 1 ;; esac
}

install_packages() {
    # Another program may be installing, as unattended-upgrades does: wait for its lock, ten minutes at most.
    local missing=() as_root=() wait=(-o DPkg::Lock::Timeout=600)
    have curl || missing+=(curl)
    have node || missing+=(nodejs)
    have npm || missing+=(npm)
    /usr/bin/python3 -c 'import websockets' 2>/dev/null || missing+=(python3-websockets)
    /usr/bin/python3 -c 'import prometheus_client' 2>/dev/null || missing+=(python3-prometheus-client)
    have promtool || missing+=(prometheus)
    have unshare && have nsenter || missing+=(util-linux)
    have ip || [ -x /usr/sbin/ip ] || missing+=(iproute2)
    have dbus-daemon || missing+=(dbus)
    [ -x /usr/sbin/avahi-daemon ] || missing+=(avahi-daemon)
    have avahi-browse || missing+=(avahi-utils)
    have dig || missing+=(bind9-dnsutils)
    /usr/bin/python3 -c 'import jinja2' 2>/dev/null || missing+=(python3-jinja2)
    /usr/bin/python3 -c 'import paho.mqtt.client' 2>/dev/null || missing+=(python3-paho-mqtt)
    /usr/bin/python3 -c 'import psycopg2' 2>/dev/null || missing+=(python3-psycopg2)
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
    have mosquitto || [ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
    have mosquitto_sub || missing+=(mosquitto-clients)
    have openssl || missing+=(openssl)
    have_chromium || is_ubuntu || missing+=(chromium)
    [ -n "${SENSORCAST_CHROMIUM:-}" ] || have chromium-headless-shell || is_ubuntu || missing+=(chromium-headless-shell)
    have "${SENSORCAST_FIREFOX:-firefox-esr}" || is_ubuntu || missing+=(firefox-esr)
    have /usr/sbin/nginx || missing+=(nginx)
    have /usr/sbin/haproxy || missing+=(haproxy)
    have WebKitWebDriver || missing+=(webkit2gtk-driver)
    have systemd-analyze || missing+=(systemd)
    have docker-registry || missing+=(docker-registry)
    have tmux || missing+=(tmux)
    have zsh || missing+=(zsh)
    have fish || missing+=(fish)
    have Xvfb || missing+=(xvfb)
    if [ ${#missing[@]} -gt 0 ]; then
        have apt-get || fail "Install these, then run this again: ${missing[*]}"
        if [ "$(id -u)" -ne 0 ]; then
            have sudo || fail "Run as root, once: apt-get install ${missing[*]}"
            as_root=(sudo)
        fi
        echo "Installing ${missing[*]}"
        "${as_root[@]}" apt-get "${wait[@]}" update -qq
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${wait[@]}" install -qq -y --no-install-recommends "${missing[@]}"

        # The tests start services of their own; those that Debian starts on installation would only take their ports.
        local service
        for service in nginx haproxy prometheus avahi-daemon postgresql rabbitmq-server docker-registry; do
            case " ${missing[*]} " in
                *" $service "*) "${as_root[@]}" systemctl disable --now "$service" >/dev/null 2>&1 || true ;;
            esac
        done
    fi
    node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
        fail "Node $(node --version) is too old for the page's tools, which need 18: install one from https://nodejs.org/."
}

install_chromium_of_playwright() {
    local driver=artifacts/bin/BrowserTests/debug/.playwright
    echo "Ubuntu has Chromium only as a snap: taking Playwright's own"
    env -u PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD "$driver"/node/*/node "$driver/package/cli.js" install --with-deps chromium
}

run_quick_tests() {
    local project
    for project in Unit/UnitTests Desktop/DesktopTests Simulation/Simulator/Simulator; do
        echo "Building $project"
        dotnet build "tests/$project.csproj" -v q || fail "The build failed."
    done
    dotnet artifacts/bin/UnitTests/debug/Sensorcast.Tests.UnitTests.dll
    dotnet artifacts/bin/DesktopTests/debug/Sensorcast.Tests.DesktopTests.dll
    dotnet artifacts/bin/Simulator/debug/Sensorcast.Simulator.dll --seeds 20
}

case $(dotnet --version 2>&1) in [1-9][0-9].*) ;; *) fail "The .NET 10 SDK is missing: https://dot.net/" ;; esac
if [ "${1:-}" = --quick ]; then
    run_quick_tests
    exit
fi
install_packages
echo "Building everything: half a minute, more the first time, when packages are fetched"
# What else dotnet format looks at, the build finds: code style is enforced there.
dotnet format whitespace . --folder --exclude artifacts --verify-no-changes &
format=$!
dotnet build nf.sln || fail "The build failed."
wait "$format" || fail "The code is not formatted: run dotnet format nf.sln."
have_chromium || install_chromium_of_playwright

# The longest first: the last one to end should be a short one.
suites=(BrowserTests CliTests InteropTests BrokerPageTests DocsTests HostTests SimulationTests)
for project in $(find tests -name '*Tests.csproj' | sort); do
    suite=$(basename "$project" .csproj)
    case " ${suites[*]} " in *" $suite "*) ;; *) suites+=("$suite") ;; esac
done
results=$(mktemp -d)
export results filter="${1:-}"

run_suite() {
    local suite=$1 status=0 start=$SECONDS selection=() passed failed seconds
    [ -z "$filter" ] || selection=(--filter "$filter")
    # Most programs under test run for seconds: with call counting off, nothing is compiled a second time for speed.
    local runtime=(DOTNET_TC_CallCounting=0)
    case $suite in FuzzTests | SimulationTests) runtime=() ;; esac
    # A shell that starts this in the background has it ignore SIGINT, which the servers under test would inherit.
    env --default-signal=INT "${runtime[@]}" dotnet "artifacts/bin/$suite/debug/Sensorcast.Tests.$suite.dll" \
        --no-progress --no-ansi "${selection[@]}" >"$results/$suite.log" 2>&1 || status=$?
    # 8: there is no such test in this suite.
    [ "$status" -ne 8 ] || [ -z "$filter" ] || return 0
    count() { sed -n '/^Test run summary/,$ s/^ *'"$1"': *//p' "$results/$suite.log"; }
    passed=$(count succeeded) failed=$(count failed) seconds=$((SECONDS - start))
    if [ "$status" -ne 0 ]; then
        cat "$results/$suite.log"
        # One that was ended has failed too, whatever it counted.
        [ "${failed:-0}" -gt 0 ] || failed=1
    fi
    printf '%-20s %4d passed %4d failed %3d:%02d\n' "$suite" "${passed:-0}" "$failed" $((seconds / 60)) $((seconds % 60)) >"$results/$suite"
    cat "$results/$suite"
}
export -f run_suite

running() {
    local log
    for log in "$results"/*.log; do [ -e "${log%.log}" ] || basename "$log" .log; done
}
while sleep 30 >/dev/null 2>&1; do echo "$(date +%T): $(running | paste -s -d " ")"; done &
heartbeat=$!
trap 'kill "$heartbeat"; rm -rf "$results"' EXIT
printf '%s\n' "${suites[@]}" | xargs -P "$jobs" -I {} bash -c 'run_suite {}'
echo
mapfile -t ended < <(find "$results" -type f ! -name '*.log' | sort)
[ ${#ended[@]} -gt 0 ] || fail "No test was run."
cat "${ended[@]}"
# Once more, with why, where they are found at once.
for suite in "${ended[@]}"; do
    sed -n "/^failed /{ s|^|$(basename "$suite") |; N; N; N; p; }" "$suite.log"
done
awk '{ passed += $2; failed += $4 } END { print passed " passed, " failed " failed"; exit failed > 0 }' "${ended[@]}"
