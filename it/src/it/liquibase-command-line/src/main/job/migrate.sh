#!/bin/sh
# Liquibase with what lies beside this script, from any directory: migrate.sh update
job=$(cd "$(dirname "$0")" && pwd)
exec java -cp "$job/lib/*" liquibase.integration.commandline.LiquibaseCommandLine \
  --defaults-file="$job/liquibase.properties" --search-path="$job/migrations" "$@"
