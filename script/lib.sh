# Shared by the scripts in this folder; sourced, never run. The sourcing script sets ROOT, the checkout, first.
# Here: messages, clean-up on every way out, child processes, packages, and private PostgreSQL clusters.

# shellcheck shell=sh

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# One argument, quoted for a shell.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# ---- the way out ----------------------------------------------------------------------------------------------------

# A script may define `on_exit`; it runs once, whatever ends the script, after its child and with further signals held
# off.
on_exit() { :; }

leave() {
    status=$?
    trap - EXIT
    trap '' INT TERM HUP PIPE
    set +e
    stop_child
    unlock
    on_exit
    exit "${SIGNALLED:-$status}"
}

SIGNALLED=
signalled() {
    SIGNALLED=$1
    exit "$1"
}

trap leave EXIT
trap 'signalled 129' HUP
trap 'signalled 130' INT
trap 'signalled 141' PIPE
trap 'signalled 143' TERM

# A folder as a lock: its holder's process id is inside, so that a dead holder's lock is taken over.
LOCK=
LOCKING=
lock() {
    waited=0
    LOCKING=$1
    until mkdir "$1" 2>/dev/null; do
        [ -d "$1" ] || [ "$waited" -lt 5 ] || fail "Cannot write to $(dirname "$1")."
        holder=$(cat "$1/pid" 2>/dev/null || :)
        if [ -n "$holder" ] && kill -0 "$holder" 2>/dev/null; then
            [ "$waited" -gt 0 ] || note "Waiting for process $holder, which is at work on the same cluster."
            [ "$waited" -lt 300 ] || fail "Process $holder holds $1 for minutes: end it, then start this script again."
        elif [ -n "$holder" ] || [ "$waited" -ge 5 ]; then
            rm -rf "$1"
        fi
        sleep 1
        waited=$((waited + 1))
    done
    LOCK=$1
    echo $$ >"$LOCK/pid"
    LOCKING=
}
unlock() {
    if [ -n "$LOCK" ]; then
        rm -rf "$LOCK"
        LOCK=
    elif [ -n "$LOCKING" ]; then
        # A signal came between the folder and the holder's name: an empty folder is nobody's yet.
        rmdir "$LOCKING" 2>/dev/null || :
    fi
}

# ---- child processes ------------------------------------------------------------------------------------------------

# `child COMMAND…` starts a command in a process group of its own, so that a Ctrl-C at the terminal reaches this script
# alone and the script decides. Everything the command starts carries MARK in its environment and can be found by it.
# (A shell starts what runs beside it with SIGINT ignored; the command shall not inherit that where it can be helped.)
CHILD=
MARK=
child() {
    MARK=run-$$-$(date +%s)
    if have setsid && env --default-signal=INT,QUIT true 2>/dev/null; then
        CONNECT_KINDNESS_RUN=$MARK setsid env --default-signal=INT,QUIT "$@" &
    elif have perl; then
        # shellcheck disable=SC2016 # the variables are Perl's
        CONNECT_KINDNESS_RUN=$MARK perl -e '$SIG{INT} = $SIG{QUIT} = "DEFAULT"; setpgrp(0, 0);
            exec {$ARGV[0]} @ARGV or die "$ARGV[0]: $!\n"' "$@" &
    elif have setsid; then
        CONNECT_KINDNESS_RUN=$MARK setsid "$@" &
    else
        CONNECT_KINDNESS_RUN=$MARK "$@" &
    fi
    CHILD=$!
}

# `run COMMAND…`: as above, and wait for its end; the command's exit code is the result.
run() {
    child "$@"
    child_status=0
    wait "$CHILD" || child_status=$?
    ended=$CHILD
    CHILD=
    stop_strays "$ended"
    return "$child_status"
}

signal_group() { kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "$2" 2>/dev/null || :; }

# What carries this run's mark and is still there (Linux), or is left in the child's process group (elsewhere).
strays() {
    if [ -r /proc/self/environ ]; then
        grep -l -a -F "CONNECT_KINDNESS_RUN=$MARK" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3
    else
        ps -A -o pid=,pgid= | awk -v group="$1" '$2 == group { print $1 }'
    fi
}
stop_strays() {
    [ -n "$MARK" ] || return 0
    for how in TERM TERM KILL; do
        left=$(strays "$1")
        [ -n "$left" ] || break
        for stray in $left; do kill -s "$how" "$stray" 2>/dev/null || :; done
        tries=0
        while [ "$tries" -lt 25 ] && [ -n "$(strays "$1")" ]; do
            sleep 0.2
            tries=$((tries + 1))
        done
    done
    MARK=
}

# Ends the child: TERM first, KILL after CHILD_PATIENCE seconds; then whatever it left behind.
CHILD_PATIENCE=30
stop_child() {
    if [ -n "$CHILD" ]; then
        signal_group TERM "$CHILD"
        tries=0
        while kill -0 "$CHILD" 2>/dev/null && [ "$tries" -lt $((CHILD_PATIENCE * 5)) ]; do
            sleep 0.2
            tries=$((tries + 1))
        done
        if kill -0 "$CHILD" 2>/dev/null; then
            note "Process $CHILD did not end within $CHILD_PATIENCE seconds; ending it by force."
            signal_group KILL "$CHILD"
        fi
        ended=$CHILD
        CHILD=
        wait "$ended" 2>/dev/null || :
        stop_strays "$ended"
    elif [ -n "$MARK" ]; then
        stop_strays none
    fi
}

# ---- packages -------------------------------------------------------------------------------------------------------

package_manager() {
    for manager in apt-get dnf pacman apk zypper brew; do
        if have "$manager"; then
            echo "$manager"
            return
        fi
    done
    echo none
}

# install_packages WHAT APT DNF PACMAN APK ZYPPER BREW: each a list of package names, divided by blanks.
install_packages() {
    what=$1
    manager=$(package_manager)
    case $manager in
        apt-get) names=$2 command="apt-get install -y" ;;
        dnf) names=$3 command="dnf install -y" ;;
        pacman) names=$4 command="pacman -Sy --noconfirm --needed" ;;
        apk) names=$5 command="apk add" ;;
        zypper) names=$6 command="zypper --non-interactive install" ;;
        brew) names=$7 command="brew install" ;;
        *) fail "$what is missing, and no known package manager is here: please install it, then start this script again." ;;
    esac
    if [ "$manager" = brew ] || is_root; then
        sudo=
    elif have sudo && sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        fail "$what is missing. Install it with  sudo $command $names  and start this script again."
    fi
    note "$what is missing; installing it: $sudo $command $names"
    # the lists are meant to be split at their blanks
    # shellcheck disable=SC2086
    case $manager in
        apt-get)
            $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 &&
                $sudo env DEBIAN_FRONTEND=noninteractive $command --no-install-recommends $names >&2
            ;;
        *) $sudo $command $names >&2 ;;
    esac </dev/null || fail "Installing $what failed (see above). Install $names by hand, then start this script again."
}

# ---- PostgreSQL -----------------------------------------------------------------------------------------------------
#
# A cluster belongs to a folder, its base: BASE/postgres is the data directory (or a link to it, when the server's user
# may not enter BASE), BASE/postgres.port and BASE/postgres.socket remember where it listens. The role connect_kindness
# (no superuser; may create databases and roles) gets in over loopback; the superuser only through the socket in a private folder.

PG_WANTED=15 # the version the project is developed with; newer ones do, older ones do not
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE PGOPTIONS PGDATA \
    PGSSLMODE PGAPPNAME PGCLIENTENCODING PGTZ PGTARGETSESSIONATTRS PGREQUIRESSL PGREQUIREAUTH

pg_places() {
    found=$(command -v postgres 2>/dev/null || :)
    if [ -n "$found" ]; then
        dirname "$(readlink -f "$found" 2>/dev/null || echo "$found")"
    fi
    if have pg_config; then pg_config --bindir 2>/dev/null || :; fi
    for place in /usr/lib/postgresql/*/bin /usr/lib/postgresql*/bin /usr/libexec/postgresql* /usr/pgsql-*/bin \
        /usr/local/pgsql/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
        /home/linuxbrew/.linuxbrew/opt/postgresql*/bin /Applications/Postgres.app/Contents/Versions/*/bin; do
        echo "$place"
    done
}

# Prints MAJOR and FOLDER of every complete installation.
pg_installations() {
    pg_places | while IFS= read -r place; do
        if [ -x "$place/postgres" ] && [ -x "$place/initdb" ] && [ -x "$place/pg_ctl" ] && [ -x "$place/psql" ]; then
            major=$("$place/postgres" -V 2>/dev/null | sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p')
            [ -z "$major" ] || printf '%s %s\n' "$major" "$place"
        fi
    done
}

# Sets PG_BIN: of the data directory's version if there is one, else of the wanted version, else the newest.
pg_find() {
    made_by=$(cat "$PG_DATA/PG_VERSION" 2>/dev/null || :)
    here=$(pg_installations)
    if [ -n "$made_by" ]; then
        PG_BIN=$(printf '%s\n' "$here" | sed -n "s/^$made_by //p" | head -n 1)
        if [ -z "$PG_BIN" ] && [ -n "$here" ]; then
            versions=$(printf '%s\n' "$here" | cut -d' ' -f1 | sort -n -u | tr '\n' ' ')
            fail "The data directory $PG_DATA was made by PostgreSQL $made_by, but installed here is ${versions% }: install PostgreSQL $made_by, or move $PG_DATA away to begin with an empty database."
        fi
    else
        PG_BIN=$(printf '%s\n' "$here" | sed -n "s/^$PG_WANTED //p" | head -n 1)
        if [ -z "$PG_BIN" ]; then
            PG_BIN=$(printf '%s\n' "$here" | awk -v least="$PG_WANTED" '$1 >= least' | sort -n -r | head -n 1 | cut -d' ' -f2-)
        fi
    fi
    [ -n "$PG_BIN" ]
}

pg_need() {
    if ! pg_find; then
        # an older one than wanted counts as missing
        install_packages "PostgreSQL (version $PG_WANTED or newer)" "postgresql postgresql-client" \
            "postgresql-server postgresql" postgresql "postgresql postgresql-client" \
            "postgresql-server postgresql" "postgresql@$PG_WANTED"
        pg_find || fail "PostgreSQL was installed, but none of version $PG_WANTED or newer is found: put the folder of its programs (initdb, pg_ctl, postgres, psql) into PATH, then start this script again."
    fi
}

# shellcheck disable=SC2012 # the name is the last word of the line and is not looked at
owner_of() { ls -ld "$1" | awk '{ print $3 }'; }

# pg_base FOLDER: from here on the cluster of that folder is meant.
pg_base() {
    PG_BASE=$1
    PG_DATA=$PG_BASE/postgres
    PG_PORT=$(cat "$PG_BASE/postgres.port" 2>/dev/null || :)
    PG_SOCKET=$(cat "$PG_BASE/postgres.socket" 2>/dev/null || :)
    PG_BIN=
    PG_OWNER=$(id -un)
    if [ -d "$PG_DATA" ]; then
        PG_OWNER=$(owner_of "$PG_DATA/.")
    elif is_root; then
        PG_OWNER=postgres
    fi
}

# Runs a command as the cluster's owner, in a folder that user may enter.
pg_as_owner() (
    cd /
    unset CONNECT_KINDNESS_RUN # a cluster outlives the run that started it, unless it is stopped
    LC_ALL=C
    export LC_ALL
    if [ "$PG_OWNER" = "$(id -un)" ]; then
        "$@"
    elif have runuser; then
        runuser -u "$PG_OWNER" -- "$@"
    else
        line="exec"
        for word in "$@"; do line="$line $(quoted "$word")"; done
        su -s /bin/sh "$PG_OWNER" -c "$line"
    fi
)

# pg_sql DATABASE SQL, as superuser through the socket.
pg_sql() {
    PGCONNECT_TIMEOUT=5 "$PG_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$PG_SOCKET" -p "$PG_PORT" -U postgres \
        -d "$1" -c "$2"
}

# Does this very cluster answer? (Not another one at the same port.)
pg_running() {
    [ -n "$PG_PORT" ] && [ -n "$PG_SOCKET" ] && [ -f "$PG_DATA/postmaster.pid" ] || return 1
    [ -n "$PG_BIN" ] || pg_find || return 1
    [ "$(pg_sql postgres 'show data_directory' 2>/dev/null)" = "$(cd "$PG_DATA" && pwd -P)" ]
}

# pg_url [DATABASE]
pg_url() { printf 'postgres://connect_kindness@127.0.0.1:%s/%s\n' "$PG_PORT" "${1:-connect_kindness}"; }

# The same database for the role as which the site serves; `migrate` makes it.
pg_url_of_site() { printf 'postgres://connect_kindness_site@127.0.0.1:%s/connect_kindness\n' "$PG_PORT"; }

# Makes the folder of a new cluster, where its owner can get to.
pg_place() {
    if [ -L "$PG_DATA" ] && [ ! -d "$PG_DATA" ]; then rm -f "$PG_DATA"; fi
    if [ -d "$PG_DATA" ] && [ -z "$(ls -A "$PG_DATA")" ] && [ ! -L "$PG_DATA" ]; then
        rmdir "$PG_DATA" # empty: as if it were not there
    fi
    if [ -d "$PG_DATA" ]; then
        PG_REAL=$(cd "$PG_DATA" && pwd -P)
        PG_OWNER=$(owner_of "$PG_REAL")
        if [ "$PG_OWNER" != "$(id -un)" ] && ! is_root; then
            fail "The data directory $PG_DATA belongs to the user $PG_OWNER: run this as that user or as root, or move it away to begin with an empty database."
        fi
        return 0
    fi
    if ! is_root; then
        PG_OWNER=$(id -un)
        PG_REAL=$PG_DATA
        (umask 077 && mkdir "$PG_REAL")
        return 0
    fi
    PG_OWNER=postgres
    id "$PG_OWNER" >/dev/null 2>&1 ||
        fail "PostgreSQL does not run as root, and there is no user named postgres: create one (useradd --system postgres), or run this as an ordinary user."
    sum=$(printf '%s' "$PG_BASE" | cksum | cut -d' ' -f1)
    for PG_REAL in "$PG_DATA" "/var/lib/connect-kindness-$sum" "/var/tmp/connect-kindness-$sum"; do
        if (umask 077 && mkdir "$PG_REAL") 2>/dev/null; then
            chown "$PG_OWNER" "$PG_REAL"
        elif [ -L "$PG_REAL" ] || [ ! -d "$PG_REAL" ] || [ "$(owner_of "$PG_REAL")" != "$PG_OWNER" ]; then
            continue
        fi
        # shellcheck disable=SC2016 # $0 is for the inner shell
        if pg_as_owner sh -c 'cd "$0" && test -w .' "$PG_REAL" 2>/dev/null; then
            if [ "$PG_REAL" != "$PG_DATA" ]; then
                ln -s "$PG_REAL" "$PG_DATA"
                note "The user $PG_OWNER may not enter $PG_BASE; the data directory is $PG_REAL."
            fi
            return 0
        fi
        rmdir "$PG_REAL" 2>/dev/null || :
    done
    fail "Found no folder for the database that the user $PG_OWNER may enter: make /var/lib or /var/tmp usable, or run this as an ordinary user."
}

pg_initdb() {
    # a first start that was cut short leaves this mark, and nothing worth keeping
    unfinished=$PG_BASE/postgres.unfinished
    if [ -f "$PG_REAL/connect-kindness.conf" ] && [ ! -f "$unfinished" ]; then return 0; fi
    if [ -n "$(ls -A "$PG_REAL")" ]; then
        [ -f "$unfinished" ] ||
            fail "$PG_REAL holds something else than this project's database: move it away, then start this script again."
        find "$PG_REAL" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
    fi
    : >"$unfinished"
    note "Creating a PostgreSQL $("$PG_BIN/postgres" -V | awk '{ print $3 }') cluster in $PG_REAL."
    # sorted by bytes everywhere; upper and lower case by whichever UTF-8 locale the system has
    made=
    for kind in C.UTF-8 en_US.UTF-8 C; do
        if report=$(pg_as_owner "$PG_BIN/initdb" -D "$PG_REAL" -U postgres -A trust --no-instructions -E UTF8 \
            --locale=C --lc-ctype="$kind" ${PG_THROWAWAY:+--no-sync} 2>&1 </dev/null); then
            made=yes
            break
        fi
        case $report in *"invalid locale"*) ;; *) break ;; esac
    done
    if [ -z "$made" ]; then
        note "$report"
        fail "initdb failed (see above)."
    fi
    # shellcheck disable=SC2016 # $0 is for the inner shell
    echo "include 'connect-kindness.conf'" | pg_as_owner sh -c 'cat >>"$0/postgresql.conf"' "$PG_REAL"
}

# The settings are written at every start, so that a change of them reaches clusters that exist.
pg_configure() {
    socket=$PG_REAL
    if [ "$(printf '%s' "$socket" | wc -c)" -gt 80 ]; then
        socket=$PG_SOCKET # too long for a socket's name: a short folder instead
        case $socket in /tmp/ck-*) ;; *) socket= ;; esac
        if [ -z "$socket" ] || [ -L "$socket" ] || [ ! -d "$socket" ] || [ "$(owner_of "$socket")" != "$PG_OWNER" ]; then
            socket=$(mktemp -d /tmp/ck-XXXXXX)
            if is_root; then chown "$PG_OWNER" "$socket"; fi
        fi
    fi
    PG_SOCKET=$socket
    printf '%s\n' "$PG_SOCKET" >"$PG_BASE/postgres.socket"
    {
        cat <<END
# written by script/lib.sh at every start
listen_addresses = '127.0.0.1'
port = $PG_PORT
unix_socket_directories = '$(printf '%s' "$PG_SOCKET" | sed "s/'/''/g; s/\"/\"\"/g; s/.*/\"&\"/")'
unix_socket_permissions = 0700
max_connections = 200
timezone = 'UTC'
log_timezone = 'UTC'
# personal data stays out of the log
log_statement = none
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
log_checkpoints = off
END
        if [ -n "$PG_THROWAWAY" ]; then
            printf '%s\n' "# thrown away after use" "fsync = off" "full_page_writes = off"
        else
            printf '%s\n' "fsync = on"
        fi
    } | pg_write connect-kindness.conf
    pg_write pg_hba.conf <<'END'
# written by script/lib.sh at every start
local all all trust
host all postgres 127.0.0.1/32 reject
host all all 127.0.0.1/32 trust
END
}
# shellcheck disable=SC2016 # the variables are for the inner shell
pg_write() { pg_as_owner sh -c 'cat >"$0/$1.tmp" && mv "$0/$1.tmp" "$0/$1"' "$PG_REAL" "$1"; }

# A cluster that was killed leaves its process id behind, and PostgreSQL clears that up by itself; but not when the number
# belongs to another process by now, or to its own remains that nobody has collected.
pg_clear_stale() {
    pid=$(head -n 1 "$PG_REAL/postmaster.pid" 2>/dev/null || :)
    case $pid in '' | *[!0-9]*) return 0 ;; esac
    kill -0 "$pid" 2>/dev/null || [ -d "/proc/$pid" ] || return 0
    if [ -r "/proc/$pid/cmdline" ]; then
        command=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" || :)
    else
        command=$(ps -p "$pid" -o command= 2>/dev/null || :)
    fi
    case $command in
        *postgres*"$PG_REAL"*) ;;
        *)
            rm -f "$PG_REAL/postmaster.pid"
            if [ -n "$PG_SOCKET" ]; then rm -f "$PG_SOCKET"/.s.PGSQL.*; fi
            ;;
    esac
}

# pg_start: starts the cluster if it does not run; sets PG_STARTED, for the calling script, when this call started it.
# shellcheck disable=SC2034
PG_STARTED=
PG_THROWAWAY=
pg_start() {
    mkdir -p "$PG_BASE"
    pg_need
    if pg_running; then return 0; fi
    lock "$PG_BASE/postgres.lock"
    pg_base "$PG_BASE" # a start that was waited for may have changed it
    pg_need
    if pg_running; then
        unlock
        return 0
    fi
    pg_place
    pg_initdb
    pg_clear_stale
    # shellcheck disable=SC2034
    PG_STARTED=$PG_BASE
    attempt=0
    while :; do
        if [ -z "$PG_PORT" ]; then
            # below the ports that systems give to outgoing connections
            if [ -n "$PG_THROWAWAY" ]; then
                PG_PORT=$((16500 + ($(od -An -N2 -tu2 /dev/urandom) % 8000)))
            else
                PG_PORT=$((15432 + ($(printf '%s' "$PG_BASE" | cksum | cut -d' ' -f1) + attempt) % 1000))
            fi
        fi
        pg_configure
        log=$PG_REAL/server.log
        if [ -f "$log" ]; then mv -f "$log" "$log.1"; fi
        if pg_as_owner "$PG_BIN/pg_ctl" start -s -w -t 60 -D "$PG_REAL" -l "$log" </dev/null >/dev/null 2>&1; then
            break
        fi
        attempt=$((attempt + 1))
        if [ "$attempt" -lt 20 ] && grep -q -e "could not bind" -e "could not create any TCP/IP sockets" "$log" 2>/dev/null; then
            PG_PORT=
        elif [ "$attempt" -lt 20 ] && grep -q "shared memory block" "$log" 2>/dev/null; then
            sleep 0.5 # the last processes of a killed cluster are on their way out
        else
            tail -n 20 "$log" >&2 2>/dev/null || :
            fail "PostgreSQL did not start; the end of $log is above."
        fi
    done
    printf '%s\n' "$PG_PORT" >"$PG_BASE/postgres.port"
    rm -f "$PG_BASE/postgres.unfinished"
    if [ "$(pg_sql postgres "select count(*) from pg_roles where rolname = 'connect_kindness'")" = 0 ]; then
        pg_sql postgres "create role connect_kindness"
    fi
    pg_sql postgres "alter role connect_kindness login createdb createrole"
    if [ -z "$PG_THROWAWAY" ] && [ "$(pg_sql postgres "select count(*) from pg_database where datname = 'connect_kindness'")" = 0 ]; then
        pg_sql postgres "create database connect_kindness owner connect_kindness"
    fi
    unlock
}

# pg_stop: stops the cluster, waiting for its end; nothing happens if it does not run.
pg_stop() {
    [ -f "$PG_DATA/postmaster.pid" ] || return 0
    PG_REAL=$(cd "$PG_DATA" && pwd -P)
    [ -n "$PG_BIN" ] || pg_find || fail "The programs of PostgreSQL are gone; cannot stop the cluster in $PG_DATA."
    pg_clear_stale
    pid=$(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null || :)
    if [ -z "$pid" ] || ! ps -p "$pid" >/dev/null 2>&1 && [ ! -d "/proc/$pid" ]; then
        return 0 # it was killed; the next start clears up
    fi
    pg_as_owner "$PG_BIN/pg_ctl" stop -s -w -t 30 -m fast -D "$PG_REAL" </dev/null >/dev/null 2>&1 ||
        pg_as_owner "$PG_BIN/pg_ctl" stop -s -w -t 10 -m immediate -D "$PG_REAL" </dev/null >/dev/null 2>&1 ||
        [ ! -f "$PG_DATA/postmaster.pid" ] ||
        fail "The cluster in $PG_DATA does not stop: end process $(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null) by hand."
}

# pg_throwaway FOLDER: starts a cluster for tests in a new or empty folder; pg_discard stops and deletes it.
pg_throwaway() {
    mkdir -p "$1"
    base=$(cd "$1" && pwd -P)
    if [ ! -f "$base/throwaway" ] && [ -n "$(ls -A "$base")" ]; then
        fail "$base is not empty: name a new folder for a throw-away cluster."
    fi
    : >"$base/throwaway"
    pg_base "$base"
    PG_THROWAWAY=yes
    pg_start
}
pg_discard() {
    [ -f "$PG_BASE/throwaway" ] || fail "$PG_BASE holds no throw-away cluster."
    pg_stop
    if [ -L "$PG_DATA" ]; then rm -rf "$(readlink "$PG_DATA")"; fi
    case $PG_SOCKET in /tmp/ck-*) rm -rf "$PG_SOCKET" ;; esac
    rm -rf "$PG_BASE"
}

# pg_temporary: starts a throw-away cluster in a temporary folder, TEMPORARY; pg_temporary_end, for on_exit, ends it.
TEMPORARY=
pg_temporary() {
    TEMPORARY=$(mktemp -d "${TMPDIR:-/tmp}/connect-kindness-XXXXXX") || exit 1
    TEMPORARY=$(cd "$TEMPORARY" && pwd -P)
    chmod 711 "$TEMPORARY"
    : >"$TEMPORARY/throwaway"
    pg_throwaway "$TEMPORARY"
}
pg_temporary_end() {
    if [ -n "$TEMPORARY" ] && [ -d "$TEMPORARY" ]; then
        [ "$PG_BASE" = "$TEMPORARY" ] || pg_base "$TEMPORARY"
        pg_discard
    fi
}

# ---- the program and the network ------------------------------------------------------------------------------------

need_cargo() {
    have cargo || [ ! -x "$HOME/.cargo/bin/cargo" ] || PATH=$HOME/.cargo/bin:$PATH
    have cargo ||
        fail "Rust is missing: install it as https://rustup.rs describes (version $(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml") or newer), then start this script again."
}

# reaches HOST PORT: does anything listen there?
reaches() {
    if have bash; then
        # shellcheck disable=SC2016 # $0 and $1 are for bash
        bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
    elif have python3; then
        python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 2)' "$1" "$2" 2>/dev/null
    elif have nc; then
        nc -z "$1" "$2" 2>/dev/null </dev/null
    else
        return 1
    fi
}

# answers HOST PORT PATH: does a web server say yes to it?
answers() {
    case $1 in *:*) url="http://[$1]:$2$3" ;; *) url="http://$1:$2$3" ;; esac
    if have curl; then
        curl -s -f -o /dev/null --noproxy '*' --max-time 5 "$url"
    elif have wget; then
        env -u http_proxy -u HTTP_PROXY wget -q -O /dev/null -T 5 "$url" 2>/dev/null
    else
        reaches "$1" "$2"
    fi
}

# Opens a page if somebody sits before a screen; never an error.
open_browser() {
    [ -z "${CI-}" ] || return 0
    if [ "$(uname)" = Darwin ] && [ -z "${SSH_CONNECTION-}" ]; then
        opener=open
    elif [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] && have xdg-open; then
        opener=xdg-open
    else
        return 0
    fi
    if have setsid; then
        setsid "$opener" "$1" </dev/null >/dev/null 2>&1 &
    else
        "$opener" "$1" </dev/null >/dev/null 2>&1 &
    fi
}
