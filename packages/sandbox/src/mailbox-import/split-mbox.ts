import { createReadStream } from 'node:fs';

// Large, because a message that spans chunks is copied once per chunk.
const chunkBytes = 4 * 1024 * 1024;
const separator = Buffer.from('\nFrom ');

/** The messages of an mbox file (mboxrd), read in pieces so that its size does not matter. */
export async function splitMbox(file: string): Promise<Buffer[]> {
  const messages: Buffer[] = [];
  let pending = Buffer.from('\n');
  let first = true;
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    pending = Buffer.concat([pending, chunk]);
    if (first && pending.length > separator.length) {
      if (!pending.subarray(0, separator.length).equals(separator)) {
        throw new Error(`${file} is no mbox: it does not begin with a line "From …".`);
      }
      first = false;
    }
    let start = 0;
    for (let at = pending.indexOf(separator, 1); at >= 0; at = pending.indexOf(separator, at + 1)) {
      if (!followsBlankLine(pending, at)) continue;
      messages.push(withoutEnvelope(pending.subarray(start + 1, at + 1)));
      start = at;
    }
    // A copy, so that the small rest does not keep the whole chunk alive.
    pending = Buffer.from(pending.subarray(start));
  }
  if (!first) messages.push(withoutEnvelope(pending.subarray(1)));
  return messages;
}

/** Drops the `From ` line and the `>` that protects such lines inside the message. */
function withoutEnvelope(entry: Buffer): Buffer {
  const lineEnd = entry.indexOf(0x0a);
  const message = lineEnd < 0 ? Buffer.alloc(0) : entry.subarray(lineEnd + 1);
  if (message.indexOf('\n>') < 0) return Buffer.from(message);
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}

/** Many programs forget to protect a line `From …` inside a message; only one after a blank line is a separator. */
function followsBlankLine(bytes: Buffer, lineBreak: number): boolean {
  const before = bytes[lineBreak - 1];
  return before === 0x0a || (before === 0x0d && bytes[lineBreak - 2] === 0x0a);
}
