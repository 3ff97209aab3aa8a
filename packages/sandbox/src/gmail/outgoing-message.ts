import { randomBytes } from 'node:crypto';
import { type Address, parseAddresses } from '../mime/addresses.ts';
import { bodyOffset } from '../mime/headers.ts';
import { GoogleError } from './google-error.ts';

const recipientHeaders = ['To', 'Cc', 'Bcc'] as const;

/** A message ready to be sent: the sender's copy, the recipients' copy, and who they are. */
export interface OutgoingMessage {
  readonly raw: Buffer;
  readonly delivered: Buffer;
  readonly recipients: readonly string[];
}

/** Checks and completes a message as Gmail does: recipients needed, `From` set to the account's own address, `Date` and `Message-ID` added. */
export function outgoingMessage(raw: Buffer, owner: string, now: number): OutgoingMessage {
  const fields = rawFields(raw);
  const recipients = recipientsOf(fields);
  const [sender, ...others] = addressesIn(fields, 'from');
  const isOwn = others.length === 0 && sender?.address.toLowerCase() === owner;
  const kept = isOwn ? fields : [`From: ${owner}`, ...fields.filter((field) => fieldName(field) !== 'from')];
  const date = new Date(now).toUTCString().replace('GMT', '+0000');
  const messageId = `<${randomBytes(18).toString('hex')}@mail.sandbox.example>`;
  const added = [
    `Received: from sandbox named unknown by gmailapi.google.com with HTTPREST; ${date}`,
    ...kept,
    ...(hasField(kept, 'date') ? [] : [`Date: ${date}`]),
    ...(hasField(kept, 'message-id') ? [] : [`Message-Id: ${messageId}`]),
  ];
  const body = raw.subarray(bodyOffset(raw));
  const join = (lines: readonly string[]) =>
    Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
  const delivered = join(added.filter((field) => fieldName(field) !== 'bcc'));
  return { raw: join(added), delivered, recipients };
}

function recipientsOf(fields: readonly string[]): string[] {
  const recipients = recipientHeaders.flatMap((name) => {
    const addresses = addressesIn(fields, name.toLowerCase());
    if (addresses.some(({ address }) => address === '')) throw new GoogleError(400, `Invalid ${name} header`);
    return addresses.map(({ address }) => address.toLowerCase());
  });
  if (recipients.length === 0) throw new GoogleError(400, 'Recipient address required');
  return [...new Set(recipients)];
}

/** Read before encoded words are decoded: those may hold commas. */
function addressesIn(fields: readonly string[], name: string): Address[] {
  const values = fields
    .filter((field) => fieldName(field) === name)
    .map((field) => field.slice(field.indexOf(':') + 1));
  return values.flatMap((value) => parseAddresses(value.replace(/\r\n/g, '')));
}

/** Header fields as they stand in the message, folded lines together, one character per byte. */
function rawFields(raw: Buffer): string[] {
  const block = raw.subarray(0, bodyOffset(raw)).toString('latin1');
  const fields: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    if (line === '') continue;
    const last = fields.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) fields[last] = `${fields[last]}\r\n${line}`;
    else fields.push(line);
  }
  return fields;
}

function fieldName(field: string): string {
  return field.slice(0, field.indexOf(':')).trim().toLowerCase();
}

function hasField(fields: readonly string[], name: string): boolean {
  return fields.some((field) => fieldName(field) === name);
}
