#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: a JDK 25, the sandbox, and the built command.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap util-linux curl ca-certificates
if ! apt-get install -y --no-install-recommends openjdk-25-jdk-headless; then
    mkdir -p /opt/jdk
    case $(uname -m) in aarch64) cpu=aarch64 ;; *) cpu=x64 ;; esac
    curl -fsSL "https://api.adoptium.net/v3/binary/latest/25/ga/linux/$cpu/jdk/hotspot/normal/eclipse" |
        tar -xz -C /opt/jdk --strip-components=1
    ln -s /opt/jdk/bin/java /usr/local/bin/java
fi
cd /autograder/source/loopback
./course doctor || true # it also makes ready what the first submission would wait for
