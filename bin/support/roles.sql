-- Creates, or puts right, the two roles and the database of the product. Safe to run again at any time.
--
--   psql -v database=lscp -v owner=lscp_owner -v app=lscp_app \
--        [-v owner_password=… -v app_password=…] [-v createdb=1] -f roles.sql
--
-- Run as a superuser (or a role that may create roles and databases), connected to any database.
--   owner: owns the schema; only migrations connect as this role
--   app:   what web, worker and beat connect as: reads and writes rows; no TRUNCATE, no change of the schema.
--          Migrations of the audit take UPDATE and DELETE on its tables away again.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

SELECT format('CREATE ROLE %I LOGIN', name) FROM (VALUES (:'owner'), (:'app')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE :"owner" NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE :"app" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- A page asks long questions with short answers: compiling them takes longer than answering them.
ALTER ROLE :"app" SET jit = off;
-- So that a test, or an operator, connected as the owner can take on the restricted role with SET ROLE.
GRANT :"app" TO :"owner";
\if :{?createdb}
  ALTER ROLE :"owner" CREATEDB;
\endif
\if :{?owner_password}
  ALTER ROLE :"owner" PASSWORD :'owner_password';
\endif
\if :{?app_password}
  ALTER ROLE :"app" PASSWORD :'app_password';
\endif

-- Default privileges are kept per database and copied with the template, so that the databases which the
-- tests create have them too.
\if :{?createdb}
  \connect template1
  \ir grants.sql
\endif

SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
ALTER DATABASE :"database" OWNER TO :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app";
\connect :database
\ir grants.sql
