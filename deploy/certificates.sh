#!/bin/bash
# Makes what Elasticsearch and Fundstelle prove themselves with; leaves alone what is there.
set -euo pipefail
umask 077

if [ ! -f /certificates/elasticsearch.crt ]; then
  tool=/usr/share/elasticsearch/bin/elasticsearch-certutil
  work=$(mktemp -d)
  "$tool" ca --silent --pem --days 3650 --out "$work/ca.zip"
  unzip -q "$work/ca.zip" -d "$work"
  "$tool" cert --silent --pem --days 3650 --name elasticsearch --dns elasticsearch --dns localhost --ip 127.0.0.1 \
    --ca-cert "$work/ca/ca.crt" --ca-key "$work/ca/ca.key" --out "$work/node.zip"
  unzip -q "$work/node.zip" -d "$work"
  cp "$work/ca/ca.crt" "$work/ca/ca.key" "$work/elasticsearch/elasticsearch.key" /certificates/
  cp "$work/elasticsearch/elasticsearch.crt" /certificates/
fi
for file in /certificates/elastic_password /access/password; do
  [ -s "$file" ] || head -c 24 /dev/urandom | base64 | tr -d '\n' > "$file"
done
cp /certificates/ca.crt /access/ca.crt

# The node runs as 1000; what holds a secret is for it alone. Fundstelle runs as 10001.
chown -R 1000:0 /certificates
chmod 0750 /certificates
chmod 0400 /certificates/*
chown -R 10001:0 /access
chmod 0750 /access
chmod 0440 /access/*
chown 1000:0 /backup
chmod 0750 /backup
echo "certificates and passwords are there"
