import { join } from 'node:path';
import { storeKey } from '../keys.ts';
import type { Store } from '../store.ts';
import { backUp } from './back-up.ts';
import { parsePart, partOf, userOf, usersIn, withPart } from './config-part.ts';
import {
  documentVersion,
  formatIntegrations,
  type IntegrationsDocument,
  type JsonObject,
  parseIntegrations,
  requireFields,
} from './integrations-document.ts';
import {
  type IntegrationsMigration,
  migrateIntegrations,
  reportMigration,
  versionOf,
} from './migrate-integrations.ts';
import { type FileState, readFileState, replaceFileState, requireWritable } from './watched-file.ts';
import type { WriteLocks } from './write-locks.ts';

const emptyDocument = { version: documentVersion, integrations: {} };
const lockName = 'integrations';

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
    else await replaceFileState(path, formatIntegrations(emptyDocument), undefined);
    return readLocked();
  }

  async function migrate({ document, state }: OpenDocument): Promise<void> {
    const { document: migrated, toReconnect } = migrateIntegrations(document);
    requireWritable(state);
    const from = versionOf(document);
    const backup = await backUp(state.bytes, `${state.path}.v${from}`);
    const version = await replaceFileState(path, formatIntegrations(migrated), state);
    if (version !== undefined) onMigrate(reportMigration({ path, from, backup, toReconnect }));
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
      if (part) requireFields(path, part);
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
