#!/bin/sh
# As postgres does: makes the database on an empty disk, and becomes the server.
set -eu
bin=/usr/lib/postgresql/bin
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    echo "$POSTGRES_PASSWORD" >/tmp/password
    $bin/initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 \
        --locale=C --no-instructions
    echo >/tmp/password
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    [ "$POSTGRES_DB" = postgres ] || echo "create database $POSTGRES_DB" | $bin/postgres --single -D "$PGDATA" postgres
fi
$bin/postgres -D "$PGDATA" -c 'listen_addresses=*' -c unix_socket_directories=/var/run/postgresql &
trap 'kill -INT $!' TERM # TERM would have it wait for its clients
wait $! || wait $!
