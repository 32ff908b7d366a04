#!/bin/bash
# Gives Fundstelle its role and its user; may run as often as you like.
set -euo pipefail

server=https://elasticsearch:9200
say() { # METHOD PATH, the body on standard input; the password stays out of the process list
  curl -fsS --cacert /certificates/ca.crt -K <(printf 'user = "elastic:%s"\n' "$(cat /certificates/elastic_password)") \
    -H 'Content-Type: application/json' -X "$1" "$server$2" --data-binary @- > /dev/null
}

say PUT /_security/role/fundstelle < /deploy/role.json
printf '{"password": "%s", "roles": ["fundstelle"]}' "$(cat /access/password)" | say PUT /_security/user/fundstelle
echo "user fundstelle is there"
