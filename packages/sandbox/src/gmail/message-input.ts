import { z } from 'zod';
import { parseParameters } from '../mime/header-parameters.ts';
import { headerValue, parseHeaders } from '../mime/headers.ts';
import { fromBase64 } from './base64.ts';
import { checkedJson } from './gmail-call.ts';
import { GoogleError } from './google-error.ts';

/** A message as callers may give it; what only Gmail sets is taken and not looked at. */
export const messageSchema = z.strictObject({
  raw: z.string().optional(),
  threadId: z.string().optional(),
  id: z.string().optional(),
  labelIds: z.array(z.string()).optional(),
  snippet: z.string().optional(),
  historyId: z.string().optional(),
  internalDate: z.string().optional(),
  sizeEstimate: z.number().optional(),
  payload: z.looseObject({}).optional(),
});

/** A draft as callers may give it. */
export const draftSchema = z.strictObject({ id: z.string().optional(), message: messageSchema.optional() });

/** A message's bytes and where it belongs. */
export interface MessageInput {
  readonly raw: Buffer;
  readonly threadId: string | undefined;
}

/** What stood in a request: the resource, and the message's bytes if they were uploaded beside it. */
export interface Upload<Resource> {
  readonly resource: Resource;
  readonly media: Buffer | undefined;
}

/** Checks that a message has bytes. */
export function messageInput(
  message: z.output<typeof messageSchema> | undefined,
  media?: Buffer,
): MessageInput {
  const threadId = message?.threadId || undefined;
  const raw = media ?? (message?.raw ? fromBase64(message.raw, 'raw') : undefined);
  if (raw && raw.length > 0) return { raw, threadId };
  throw new GoogleError(
    400,
    "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
  );
}

/** Reads the three forms of a request with a message: plain JSON, a media upload, a multipart upload. */
export async function readUpload<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Upload<z.output<Schema>>> {
  const url = new URL(request.url);
  const bytes = Buffer.from(await request.arrayBuffer());
  const type = parseParameters(request.headers.get('content-type') ?? '');
  if (!url.pathname.startsWith('/upload/')) {
    const text = bytes.toString('utf8');
    if (text !== '' && !type.value.includes('json')) throw unsupportedMedia(type.value);
    return { resource: checkedJson(text, schema), media: undefined };
  }
  const uploadType = url.searchParams.get('uploadType');
  if (uploadType === 'media') {
    if (!type.value.startsWith('message/')) throw unsupportedMedia(type.value);
    return { resource: checkedJson('', schema), media: bytes };
  }
  if (uploadType !== 'multipart' || type.value !== 'multipart/related' || !type.parameters.boundary) {
    throw new GoogleError(400, `Upload type "${uploadType ?? ''}" is not supported by the sandbox.`);
  }
  const [metadata, media, ...rest] = relatedParts(bytes, type.parameters.boundary);
  if (!metadata || !media || rest.length > 0) throw new GoogleError(400, 'Malformed multipart body.');
  if (!media.type.startsWith('message/')) throw unsupportedMedia(media.type);
  return { resource: checkedJson(metadata.body.toString('utf8'), schema), media: media.body };
}

function unsupportedMedia(type: string): GoogleError {
  return new GoogleError(
    400,
    `Media type '${type}' is not supported. Valid media types: [message/*]`,
    'badContent',
  );
}

/** The parts of a multipart upload. Their line breaks are CRLF, and nothing stands before the first boundary. */
function relatedParts(bytes: Buffer, boundary: string): { type: string; body: Buffer }[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: { type: string; body: Buffer }[] = [];
  let start = bytes.indexOf(delimiter);
  while (start >= 0) {
    const next = bytes.indexOf(delimiter, start + delimiter.length);
    if (next < 0) break;
    const part = bytes.subarray(start + delimiter.length, next);
    const split = part.indexOf('\r\n\r\n');
    if (split < 0) throw new GoogleError(400, 'Malformed multipart body.');
    const headers = parseHeaders(part.subarray(2, split));
    const end = part.subarray(-2).equals(Buffer.from('\r\n')) ? part.length - 2 : part.length;
    const type = parseParameters(headerValue(headers, 'content-type') ?? '').value;
    parts.push({ type, body: part.subarray(split + 4, end) });
    start = next;
  }
  return parts;
}
