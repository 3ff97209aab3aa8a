import {
  documentVersion,
  type IntegrationsDocument,
  isJsonObject,
  type JsonObject,
} from './integrations-document.ts';

/** An older integrations.json in today's shape, and what could not come along. */
export interface MigratedIntegrations {
  readonly document: IntegrationsDocument;
  /** Integrations whose tokens stood in the old file; they must be connected again. */
  readonly toReconnect: readonly string[];
}

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

/** The version of a document; the first ones did not always say it. */
export function versionOf(document: IntegrationsDocument): number {
  return document.version || 1;
}

/**
 * Brings version 1 to version 2: tokens no longer stand in this file. The old ones are not taken over: they do not
 * say which OAuth client they belong to, and nothing tells a sealed one from a plain one.
 */
export function migrateIntegrations(document: IntegrationsDocument): MigratedIntegrations {
  const { version: _old, integrations = {}, ...rest } = document;
  const entries = Object.entries(integrations);
  return {
    document: {
      version: documentVersion,
      integrations: Object.fromEntries(entries.map(([id, entry]) => [id, withoutTokens(entry)])),
      ...rest,
    },
    toReconnect: entries.filter(([, entry]) => isJsonObject(entry) && entry.oauth).map(([id]) => id),
  };
}

function withoutTokens(entry: unknown): unknown {
  if (!isJsonObject(entry)) return entry;
  const { oauth: _tokens, ...rest }: JsonObject = entry;
  return rest;
}

/** What to tell people of a migration. */
export function reportMigration(
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
