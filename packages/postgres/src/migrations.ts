import type { TableNames } from './table-names.ts';

/** What can be set up, each with versions of its own. */
export type MigrationPart = 'entries' | 'row_security';

/** The statements of a version: what is released is never changed, only followed by another. */
export type Migration = (names: TableNames) => readonly string[];

/** Fillfactor leaves room for the new version of a row beside the old one, so that a refresh touches no index. */
const entriesTable: Migration = ({ entries, keyIdIndex }) => [
  `CREATE TABLE ${entries} (
    key text COLLATE "C" PRIMARY KEY,
    value text NOT NULL,
    version text NOT NULL,
    key_id text GENERATED ALWAYS AS (
      CASE WHEN substr(value, 1, 4) = 'sc1.' AND substr(value, 21, 1) = '.' THEN substr(value, 5, 16) END
    ) STORED,
    written_at timestamptz NOT NULL DEFAULT now()
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX ${keyIdIndex} ON ${entries} (key_id) WHERE key_id IS NOT NULL`,
];

/** Whose a key is: tokens, their leases and holds, and configuration name a user; NULL is what all share. */
const ownerFunction: Migration = ({ owner }) => [
  `CREATE FUNCTION ${owner}(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
    SELECT CASE split_part(key, '/', 1)
      WHEN 'tokens' THEN split_part(key, '/', 2)
      WHEN 'config' THEN split_part(key, '/', 2)
      WHEN 'holds' THEN CASE WHEN split_part(key, '/', 4) <> '' THEN split_part(key, '/', 2) END
      WHEN 'leases' THEN CASE WHEN split_part(key, '/', 2) = 'tokens' THEN split_part(key, '/', 3) END
    END
  $body$`,
];

const ownerPolicy: Migration = ({ entries, owner }) => [
  `ALTER TABLE ${entries} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${entries} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY sidecar_user ON ${entries}
    USING (${owner}(key) IS NULL OR ${owner}(key) = current_setting('sidecar.user', true))`,
];

/** They name the user for the length of their transaction, which is the statement that calls them. */
const userFunctions: Migration = ({ entries, get, set, remove, list }) => [
  userFunction(
    `${get}("user" text, wanted text) RETURNS TABLE (value text, version text)`,
    `SELECT stored.value, stored.version FROM ${entries} AS stored WHERE stored.key = wanted`,
  ),
  userFunction(
    `${set}("user" text, wanted text, new_value text, new_version text, replaces text) RETURNS TABLE (version text)`,
    `INSERT INTO ${entries} AS stored (key, value, version) SELECT wanted, new_value, new_version WHERE replaces IS NULL
      ON CONFLICT (key) DO NOTHING RETURNING stored.version;
    RETURN QUERY UPDATE ${entries} AS stored SET value = new_value, version = new_version, written_at = now()
      WHERE stored.key = wanted AND stored.version = replaces RETURNING stored.version`,
  ),
  userFunction(
    `${remove}("user" text, wanted text, expected text) RETURNS TABLE (version text)`,
    `DELETE FROM ${entries} AS stored WHERE stored.key = wanted AND stored.version = expected RETURNING stored.version`,
  ),
  userFunction(
    `${list}("user" text, prefix text, after text, behind text, page integer) RETURNS TABLE (key text)`,
    `SELECT stored.key FROM ${entries} AS stored
      WHERE stored.key >= prefix AND stored.key > after AND stored.key < behind ORDER BY stored.key LIMIT page`,
  ),
];

function userFunction(signature: string, query: string): string {
  return `CREATE FUNCTION ${signature} LANGUAGE plpgsql AS $body$
    #variable_conflict use_column
    BEGIN
      PERFORM set_config('sidecar.user', "user", true);
      RETURN QUERY ${query};
    END
  $body$`;
}

const rowSecurity: Migration = (names) => [
  ...ownerFunction(names),
  ...ownerPolicy(names),
  ...userFunctions(names),
];

/** Every version of every part, in order; a part's version is its place in its list, from 1. */
export const migrations: Readonly<Record<MigrationPart, readonly Migration[]>> = {
  entries: [entriesTable],
  row_security: [rowSecurity],
};
