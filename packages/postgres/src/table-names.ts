import { SidecarError } from '@sidecar/core';
import type { PostgresPlace } from './postgres-place.ts';

/** The names of everything that belongs to one store, quoted for SQL. */
export interface TableNames {
  readonly schema: string;
  readonly entries: string;
  readonly migrations: string;
  readonly keyIdIndex: string;
  /** Functions that say whose a key is, and that run a statement as a user. */
  readonly owner: string;
  readonly get: string;
  readonly set: string;
  readonly remove: string;
  readonly list: string;
  /** `schema.table`, for people. */
  readonly plain: string;
}

/** Postgres cuts longer names off without an error, and ours get endings. */
const longestNameBytes = 63;
const longestEnding = '_migrations';

/** Quotes schema and table; any name is possible that Postgres can hold. */
export function tableNames({ schema = 'sidecar', table = 'entries' }: PostgresPlace): TableNames {
  checkName('schema', schema, longestNameBytes);
  checkName('table', table, longestNameBytes - longestEnding.length);
  const inSchema = (name: string) => `${quoted(schema)}.${quoted(name)}`;
  return {
    schema: quoted(schema),
    entries: inSchema(table),
    migrations: inSchema(`${table}${longestEnding}`),
    keyIdIndex: quoted(`${table}_key_id`),
    owner: inSchema(`${table}_owner`),
    get: inSchema(`${table}_get`),
    set: inSchema(`${table}_set`),
    remove: inSchema(`${table}_remove`),
    list: inSchema(`${table}_list`),
    plain: `${schema}.${table}`,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function checkName(what: 'schema' | 'table', name: string, longestBytes: number): void {
  const isGood =
    typeof name === 'string' &&
    name !== '' &&
    name.isWellFormed() &&
    !name.includes('\0') &&
    new TextEncoder().encode(name).byteLength <= longestBytes;
  if (isGood) return;
  throw new SidecarError(
    'invalid_input',
    `The name of the ${what} has to be a text of 1 to ${longestBytes} bytes.`,
    { nextAction: `Give postgresStore() and migrate() another name of the ${what}.` },
  );
}
