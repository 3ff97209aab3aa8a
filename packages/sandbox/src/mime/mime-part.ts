import { decodeText } from './decode-text.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { parseParameters } from './header-parameters.ts';
import { bodyOffset, type Header, headerValue, parseHeaders } from './headers.ts';
import { splitMultipart } from './split-multipart.ts';

const maximumDepth = 20;
const maximumParts = 1_000;

/** One node of a message's MIME tree. */
export interface MimePart {
  /** Gmail's numbering: empty at the root, then `0`, `1`, `1.0`, … */
  readonly partId: string;
  readonly mimeType: string;
  readonly headers: readonly Header[];
  /** Empty when the part has none. */
  readonly filename: string;
  /** The body without its transfer encoding; text as UTF-8, whatever it was. Empty for multiparts. */
  readonly content: Buffer;
  readonly parts: readonly MimePart[];
}

/** Reads a raw message into its tree. Never throws: what cannot be read as a multipart is read as text. */
export function parseMime(raw: Buffer): MimePart {
  const budget = { parts: maximumParts };
  return parsePart(raw, { partId: '', depth: 0, budget, defaultType: 'text/plain' });
}

interface Place {
  readonly partId: string;
  readonly depth: number;
  readonly budget: { parts: number };
  readonly defaultType: string;
}

function parsePart(raw: Buffer, place: Place): MimePart {
  place.budget.parts -= 1;
  const offset = bodyOffset(raw);
  const headers = parseHeaders(raw.subarray(0, offset));
  const body = raw.subarray(offset);
  const type = parseParameters(headerValue(headers, 'content-type') ?? '');
  const disposition = parseParameters(headerValue(headers, 'content-disposition') ?? '');
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : place.defaultType;
  const filename = disposition.parameters.filename ?? type.parameters.name ?? '';
  const node = { partId: place.partId, mimeType, headers, filename };
  const parts = mimeType.startsWith('multipart/')
    ? childParts(body, mimeType, { ...place, boundary: type.parameters.boundary })
    : [];
  if (parts.length > 0) return { ...node, content: Buffer.alloc(0), parts };
  const decoded = decodeTransfer(body, headerValue(headers, 'content-transfer-encoding'));
  if (mimeType === 'message/rfc822' && mayDescend(place)) {
    return { ...node, content: decoded, parts: [parsePart(decoded, childPlace(place, 0, 'text/plain'))] };
  }
  const isText = mimeType.startsWith('text/') && filename === '';
  const content = isText ? Buffer.from(decodeText(decoded, type.parameters.charset), 'utf8') : decoded;
  return { ...node, content, parts: [] };
}

function childParts(
  body: Buffer,
  mimeType: string,
  place: Place & { readonly boundary: string | undefined },
): MimePart[] {
  if (!place.boundary || !mayDescend(place)) return [];
  const defaultType = mimeType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return splitMultipart(body, place.boundary).flatMap((bytes, index) =>
    place.budget.parts > 0 ? [parsePart(bytes, childPlace(place, index, defaultType))] : [],
  );
}

function mayDescend({ depth, budget }: Place): boolean {
  return depth < maximumDepth && budget.parts > 0;
}

function childPlace(parent: Place, index: number, defaultType: string): Place {
  const partId = parent.partId === '' ? String(index) : `${parent.partId}.${index}`;
  return { partId, depth: parent.depth + 1, budget: parent.budget, defaultType };
}

/** Every part of a tree, parents before children. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}
