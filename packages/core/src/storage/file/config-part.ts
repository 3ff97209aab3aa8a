import { SidecarError } from '../../errors.ts';
import { storeKey, storeKeyParts } from '../keys.ts';
import { type IntegrationsDocument, isJsonObject, type JsonObject } from './integrations-document.ts';

/** The user whose integrations stand at the top level. */
const defaultUser = 'default';

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

/** The same for a key that is known to be one. */
export function userOf(key: string): string {
  const user = configUser(key);
  if (user === undefined) throw new TypeError(`${key} names no user's configuration.`);
  return user;
}

/** One user's part of the document. */
export function partOf(
  { integrations, users = {} }: IntegrationsDocument,
  user: string,
): JsonObject | undefined {
  if (user === defaultUser) return integrations;
  return Object.hasOwn(users, user) ? users[user] : undefined;
}

/** The users who have a part. */
export function usersIn({ integrations, users = {} }: IntegrationsDocument): readonly string[] {
  return [
    ...(integrations ? [defaultUser] : []),
    ...Object.keys(users).filter((user) => user.isWellFormed()),
  ];
}

/** The document with one user's part replaced, or removed when `part` is undefined; everything else as it was. */
export function withPart(
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

/** Reads a value that is to become a user's part. */
export function parsePart(key: string, value: string): JsonObject {
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
