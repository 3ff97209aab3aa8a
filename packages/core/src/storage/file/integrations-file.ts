import { dirname, join } from 'node:path';
import { SidecarError } from '../../errors.ts';
import { storeKey, storeKeyParts } from '../keys.ts';
import type { Store } from '../store.ts';
import { backUp } from './back-up.ts';
import {
  documentVersion,
  formatIntegrations,
  type IntegrationsDocument,
  isJsonObject,
  type JsonObject,
  parseIntegrations,
} from './integrations-document.ts';
import { migrateIntegrations, versionOf } from './migrate-integrations.ts';
import { type FileState, readFileState, replaceFileState } from './watched-file.ts';
import type { WriteLocks } from './write-locks.ts';

/** What happened to an integrations.json of an older version. */
export interface IntegrationsMigration {
  readonly from: number;
  readonly to: number;
  /** Where the old file was kept, as it was. */
  readonly backup: string;
  /** Integrations that must be connected again. */
  readonly toReconnect: readonly string[];
  readonly message: string;
}

/** The user whose integrations stand at the top level. */
const defaultUser = 'default';
const lockName = 'integrations';

/** The user whose configuration a key names, if it is one that belongs into integrations.json. */
export function configUser(key: string): string | undefined {
  if (!key.startsWith('config/') || key.indexOf('/', 7) !== -1) return undefined;
  try {
    const user = storeKeyParts(key)[1];
    return user !== undefined && storeKey('config', user) === key ? user : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps each user's configuration, a JSON object, as a part of integrations.json. Made at first use, with nothing in it. */
export function integrationsFile(
  folder: string,
  locks: WriteLocks,
  onMigrate: (migration: IntegrationsMigration) => void,
): Store {
  const path = join(folder, 'integrations.json');

  async function read(): Promise<OpenDocument> {
    const open = openDocument(path);
    return open && isCurrent(open) ? open : locks.hold(lockName, () => readLocked());
  }

  /** Reads it while no other process writes it; makes or migrates it where needed. */
  async function readLocked(): Promise<OpenDocument> {
    const open = openDocument(path);
    if (open && isCurrent(open)) return open;
    if (open) await migrate(open);
    else
      await replaceFileState(
        path,
        formatIntegrations({ version: documentVersion, integrations: {} }),
        undefined,
      );
    return readLocked();
  }

  async function migrate({ document, state }: OpenDocument): Promise<void> {
    const { document: migrated, toReconnect } = migrateIntegrations(document);
    const from = versionOf(document);
    const backup = await backUp(state.bytes, `${join(dirname(state.path), 'integrations.json')}.v${from}`);
    const version = await replaceFileState(path, formatIntegrations(migrated), state);
    if (version !== undefined) onMigrate(migrationReport({ path, from, backup, toReconnect }));
  }

  /** Replaces one user's part if the file still has that version. */
  async function write(user: string, part: JsonObject | undefined, replaces: string | undefined) {
    return locks.hold(lockName, async () => {
      const { document, state } = await readLocked();
      const current = partOf(document, user) === undefined ? undefined : state.version;
      if (current !== replaces) return undefined;
      return replaceFileState(path, formatIntegrations(withPart(document, user, part)), state);
    });
  }

  return {
    get: async (key) => {
      const user = userOf(key);
      const { document, state } = await read();
      const part = partOf(document, user);
      return part && { value: JSON.stringify(part), version: state.version };
    },
    set: async (key, value, replaces) => write(userOf(key), parsePart(key, value), replaces),
    delete: async (key, version) => (await write(userOf(key), undefined, version)) !== undefined,
    list: async (prefix, after = '') => {
      const { document } = await read();
      return usersIn(document)
        .map((user) => storeKey('config', user))
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort();
    },
  };
}

interface OpenDocument {
  readonly document: IntegrationsDocument;
  readonly state: FileState;
}

function openDocument(path: string): OpenDocument | undefined {
  const state = readFileState(path);
  return state && { document: parseIntegrations(path, state.bytes), state };
}

function isCurrent({ document }: OpenDocument): boolean {
  return versionOf(document) === documentVersion;
}

function userOf(key: string): string {
  const user = configUser(key);
  if (user === undefined) throw new TypeError(`${key} names no user's configuration.`);
  return user;
}

function partOf({ integrations, users = {} }: IntegrationsDocument, user: string): JsonObject | undefined {
  if (user === defaultUser) return integrations;
  return Object.hasOwn(users, user) ? users[user] : undefined;
}

function usersIn({ integrations, users = {} }: IntegrationsDocument): readonly string[] {
  return [...(integrations ? [defaultUser] : []), ...Object.keys(users)];
}

/** The document with one user's part replaced, or removed when `part` is undefined; everything else as it was. */
function withPart(
  document: IntegrationsDocument,
  user: string,
  part: JsonObject | undefined,
): IntegrationsDocument {
  // A field that is undefined is left out of the JSON.
  if (user === defaultUser) return { ...document, integrations: part } as IntegrationsDocument;
  const others = Object.entries(document.users ?? {}).filter(([name]) => name !== user || part);
  const users = part ? { ...Object.fromEntries(others), [user]: part } : Object.fromEntries(others);
  return { ...document, users: Object.keys(users).length > 0 ? users : undefined } as IntegrationsDocument;
}

function parsePart(key: string, value: string): JsonObject {
  let part: unknown;
  try {
    part = JSON.parse(value);
  } catch {
    part = undefined;
  }
  if (isJsonObject(part) && Object.values(part).every(isJsonObject)) return part;
  throw new SidecarError(
    'invalid_input',
    `${key} stands in integrations.json, so its value must be a JSON object that holds one object per integration.`,
  );
}

function migrationReport(
  facts: Omit<IntegrationsMigration, 'to' | 'message'> & { path: string },
): IntegrationsMigration {
  const { path, from, backup, toReconnect } = facts;
  const reconnect =
    toReconnect.length > 0
      ? ` Tokens no longer stand in this file and the old ones cannot be used: connect ${toReconnect.join(', ')} again, then delete the backup.`
      : '';
  const message = `${path} was brought from version ${from} to ${documentVersion}. The old file is kept as ${backup}.${reconnect}`;
  return { from, to: documentVersion, backup, toReconnect, message };
}
