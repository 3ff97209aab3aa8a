const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const hyphen = 0x2d;

interface BoundaryLine {
  /** Where the line begins. */
  readonly start: number;
  /** Where the next line begins. */
  readonly end: number;
  readonly closing: boolean;
}

/** The bytes between the boundary lines of a multipart, preamble and epilogue left out; an unclosed last part counts. */
export function splitMultipart(body: Buffer, boundary: string): Buffer[] {
  const parts: Buffer[] = [];
  let start: number | undefined;
  for (const line of boundaryLines(body, Buffer.from(`--${boundary}`, 'utf8'))) {
    if (start !== undefined) parts.push(body.subarray(start, endBefore(body, line.start, start)));
    if (line.closing) return parts;
    start = line.end;
  }
  if (start !== undefined && start < body.length) parts.push(body.subarray(start));
  return parts;
}

function* boundaryLines(body: Buffer, delimiter: Buffer): Generator<BoundaryLine> {
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && body[at - 1] !== lineFeed) continue;
    const after = at + delimiter.length;
    const closing = body[after] === hyphen && body[after + 1] === hyphen;
    const lineEnd = body.indexOf(lineFeed, after);
    const end = lineEnd < 0 ? body.length : lineEnd + 1;
    if (closing || isBlank(body, after, end)) yield { start: at, end, closing };
  }
}

/** A longer boundary that begins with this one is another boundary. */
function isBlank(body: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if ((body[index] ?? 0) > 0x20) return false;
  return true;
}

/** The line break before a boundary belongs to the boundary. */
function endBefore(body: Buffer, at: number, start: number): number {
  if (at - 2 >= start && body[at - 2] === carriageReturn) return at - 2;
  return Math.max(start, at - 1);
}
