import { z } from 'zod';
import { metadataScope } from './gmail-scopes.ts';
import { GoogleError } from './google-error.ts';
import type { Mailbox } from './mailbox.ts';
import type { MessageFormat } from './message-resource.ts';
import type { PostOffice } from './post-office.ts';
import type { StoredMessage } from './stored-message.ts';

/** One call that has passed authentication, as a method sees it. */
export interface GmailCall {
  readonly mailbox: Mailbox;
  readonly postOffice: PostOffice;
  readonly scopes: readonly string[];
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: Request;
  readonly now: number;
}

/** A flag of the query string. */
export function booleanParameter(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  if (value === null || value === 'false') return false;
  if (value === 'true') return true;
  throw new GoogleError(400, `Invalid value at '${name}' (TYPE_BOOL), "${value}"`);
}

/** A count of the query string. */
export function countParameter(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new GoogleError(400, `Invalid value at '${name}' (TYPE_UINT32), "${value}"`);
}

const formatSchema = z.enum(['minimal', 'full', 'raw', 'metadata']);

/** The wanted format, within what the scopes allow. */
export function formatParameter(
  { query, scopes }: GmailCall,
  allowed: readonly MessageFormat[],
): MessageFormat {
  const given = query.get('format') ?? 'full';
  const format = formatSchema.safeParse(given.toLowerCase()).data;
  if (!format || !allowed.includes(format)) {
    throw new GoogleError(
      400,
      `Invalid value at 'format' (type.googleapis.com/google.gmail.v1.Format), "${given}"`,
    );
  }
  if ((format === 'full' || format === 'raw') && onlyMetadata(scopes)) {
    throw new GoogleError(403, `Metadata scope doesn't allow format ${format.toUpperCase()}`);
  }
  return format;
}

/** Whether the token gives no access to bodies. */
export function onlyMetadata(scopes: readonly string[]): boolean {
  return (
    scopes.includes(metadataScope) &&
    !scopes.some((scope) => /mail\.google\.com|gmail\.(modify|readonly)/.test(scope))
  );
}

/** The message with the id of the path. */
export function messageOf({ mailbox, path }: GmailCall, parameter = 'id'): StoredMessage {
  const id = path[parameter] ?? '';
  if (!/^[0-9a-f]{1,32}$/.test(id)) throw new GoogleError(400, 'Invalid id value');
  const message = mailbox.get(id);
  if (!message) throw new GoogleError(404, 'Requested entity was not found.');
  return message;
}

/** A JSON body that fits the schema; unknown fields are refused as Google refuses them. */
export async function jsonBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await request.text();
  const type = request.headers.get('content-type') ?? '';
  if (text !== '' && !type.includes('json'))
    throw new GoogleError(400, `Content type "${type}" is not supported here.`);
  return checkedJson(text, schema);
}

/** JSON text that fits the schema. */
export function checkedJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new GoogleError(400, 'Invalid JSON payload received. Parsing error.', 'parseError');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const at = field === '' ? '' : ` at '${field}'`;
    throw new GoogleError(
      400,
      `Invalid JSON payload received. Unknown name "${issue.keys[0]}"${at}: Cannot find field.`,
    );
  }
  throw new GoogleError(400, `Invalid value at '${field}': ${issue?.message}`);
}
