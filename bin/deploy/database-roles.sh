#!/usr/bin/env bash
# Creates the two database roles and the database inside the `db` container, at its first start.
# After a change of password run it again:  docker compose exec db /roles/database-roles.sh
set -euo pipefail
psql --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
  -v database=lscp -v owner=lscp_owner -v app=lscp_app \
  -v owner_password="$DATABASE_OWNER_PASSWORD" -v app_password="$DATABASE_APP_PASSWORD" \
  -f /roles/roles.sql
