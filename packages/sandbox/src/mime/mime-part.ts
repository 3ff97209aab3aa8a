import { decodeText } from './decode-text.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { parseParameters } from './header-parameters.ts';
import { bodyOffset, type Header, headerValue, parseHeaders } from './headers.ts';

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
  const boundary = type.parameters.boundary;
  if (mimeType.startsWith('multipart/') && boundary && place.depth < maximumDepth) {
    const defaultType = mimeType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const parts = splitMultipart(body, boundary).flatMap((bytes, index) =>
      place.budget.parts > 0 ? [parsePart(bytes, childPlace(place, index, defaultType))] : [],
    );
    if (parts.length > 0) return { ...node, content: Buffer.alloc(0), parts };
  }
  const decoded = decodeTransfer(body, headerValue(headers, 'content-transfer-encoding'));
  if (mimeType === 'message/rfc822' && place.depth < maximumDepth && place.budget.parts > 0) {
    return { ...node, content: decoded, parts: [parsePart(decoded, childPlace(place, 0, 'text/plain'))] };
  }
  const isText = mimeType.startsWith('text/') && filename === '';
  const content = isText ? Buffer.from(decodeText(decoded, type.parameters.charset), 'utf8') : decoded;
  return { ...node, content, parts: [] };
}

function childPlace(parent: Place, index: number, defaultType: string): Place {
  const partId = parent.partId === '' ? String(index) : `${parent.partId}.${index}`;
  return { partId, depth: parent.depth + 1, budget: parent.budget, defaultType };
}

/** The bytes between the boundary lines, preamble and epilogue left out; an unclosed last part counts. */
function splitMultipart(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8');
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const afterDelimiter = at + delimiter.length;
    const closing = body[afterDelimiter] === 0x2d && body[afterDelimiter + 1] === 0x2d;
    const lineEnd = body.indexOf(0x0a, afterDelimiter);
    const rest = body
      .subarray(afterDelimiter, lineEnd < 0 ? body.length : lineEnd)
      .toString('latin1')
      .trim();
    if (!closing && rest !== '') continue;
    if (start >= 0) parts.push(body.subarray(start, endBefore(body, at, start)));
    if (closing || lineEnd < 0) return parts;
    start = lineEnd + 1;
  }
  if (start >= 0 && start < body.length) parts.push(body.subarray(start));
  return parts;
}

/** The line break before a boundary belongs to the boundary. */
function endBefore(body: Buffer, at: number, start: number): number {
  if (at - 2 >= start && body[at - 2] === 0x0d) return at - 2;
  return Math.max(start, at - 1);
}

/** Every part of a tree, parents before children. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}
