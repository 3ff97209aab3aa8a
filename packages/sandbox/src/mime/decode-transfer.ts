const space = 0x20;
const tab = 0x09;

/** Undoes a part's transfer encoding. Unknown encodings count as none, as mail clients treat them. */
export function decodeTransfer(body: Buffer, encoding: string | undefined): Buffer {
  switch (encoding?.trim().toLowerCase().split(/[;\s]/)[0]) {
    case 'base64':
      return Buffer.from(body.toString('latin1').replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const lines = body.toString('latin1').split('\n').map(decodeLine);
  return Buffer.from(lines.join(''), 'latin1');
}

function decodeLine(line: string, index: number, lines: readonly string[]): string {
  const isLast = index === lines.length - 1;
  const carriageReturn = line.endsWith('\r');
  const kept = dropTrailingBlanks(carriageReturn ? line.slice(0, -1) : line);
  const soft = kept.endsWith('=');
  const text = (soft ? kept.slice(0, -1) : kept).replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (soft || isLast) return text;
  return `${text}${carriageReturn ? '\r\n' : '\n'}`;
}

/** A regular expression would take quadratic time on a megabyte of blanks. */
function dropTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line.charCodeAt(end - 1) === space || line.charCodeAt(end - 1) === tab)) end -= 1;
  return line.slice(0, end);
}
