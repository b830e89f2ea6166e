#!/bin/sh
# As apache/kafka does: writes the settings from the environment, formats the disk if it is new, and becomes Kafka.
set -eu
java=/opt/java/bin/java
export CLASSPATH='/opt/kafka/libs/*'
said=$($java -Xmx128m kafka.docker.KafkaDockerWrapper setup --default-configs-dir /etc/kafka/docker \
    --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1) ||
    case $said in
    *'already formatted'*) ;; # it was here before
    *)
        echo "$said" >&2
        exit 1
        ;;
    esac
# shellcheck disable=SC2086  # options
exec $java ${KAFKA_HEAP_OPTS:-} -XX:+ExitOnOutOfMemoryError kafka.Kafka /opt/kafka/config/server.properties
