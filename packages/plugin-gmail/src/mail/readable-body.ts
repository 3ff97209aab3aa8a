import { decodeHeader } from './decode-header.ts';
import { decodeText } from './decode-text.ts';
import { htmlText } from './html-text.ts';
import { headerValue } from './mail-headers.ts';
import type { MailPart } from './mail-part.ts';

/** Gives the bytes of a part that Gmail did not send along. */
export type LoadPart = (attachmentId: string) => Promise<Uint8Array>;

/** A letter has its text along with it; only a long one needs a request, and a hostile one would need a thousand. */
const maximumLoads = 10;

/** Text types that are meant for a program, not for a reader. */
const machineText = new Set(['text/calendar', 'text/vcard', 'text/x-vcard', 'text/csv', 'text/css']);

/** A message as a person reads it: of alternatives the plain one, else HTML as text; forwarded messages included. */
export async function readableBody(root: MailPart, load: LoadPart): Promise<string> {
  let loads = 0;
  const loadSome: LoadPart = async (attachmentId) => {
    loads += 1;
    return loads > maximumLoads ? new Uint8Array() : load(attachmentId);
  };
  const text = await textOf(root, loadSome);
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  return lines
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

/** Whether a part is a file rather than something to read. */
export function isAttachment(part: MailPart): boolean {
  if (part.mimeType.startsWith('multipart/')) return false;
  const disposition = headerValue(part.headers, 'content-disposition')?.toLowerCase() ?? '';
  if (disposition.startsWith('attachment')) return true;
  if (part.filename !== '' && !disposition.startsWith('inline')) return true;
  return !isReadable(part.mimeType);
}

function isReadable(mimeType: string): boolean {
  if (mimeType === 'message/rfc822' || mimeType === 'message/delivery-status') return true;
  return mimeType.startsWith('text/') && !machineText.has(mimeType);
}

async function textOf(part: MailPart, load: LoadPart): Promise<string> {
  if (part.mimeType === 'multipart/alternative') return bestOf(part.parts, load);
  if (part.mimeType === 'message/rfc822') return nestedMessage(part, load);
  if (part.parts.length > 0) return join(await inOrder(part.parts, load));
  if (isAttachment(part)) return '';
  const text = decodeText(await contentOf(part, load), part);
  return part.mimeType === 'text/html' ? htmlText(text) : text;
}

/** The content of a part, fetched where Gmail did not send it along. */
export async function contentOf(part: MailPart, load: LoadPart): Promise<Uint8Array> {
  if (part.data !== null) return Buffer.from(part.data, 'base64url');
  return part.attachmentId === null ? new Uint8Array() : load(part.attachmentId);
}

/** Alternatives say the same, the plainest first; an empty one is skipped. */
async function bestOf(parts: readonly MailPart[], load: LoadPart): Promise<string> {
  const plainFirst = [
    ...parts.filter(({ mimeType }) => mimeType === 'text/plain'),
    ...parts.filter(({ mimeType }) => mimeType !== 'text/plain').reverse(),
  ];
  for (const part of plainFirst) {
    const text = await textOf(part, load);
    if (text.trim() !== '') return text;
  }
  return '';
}

async function nestedMessage(part: MailPart, load: LoadPart): Promise<string> {
  const texts = join(await inOrder(part.parts, load));
  const [message] = part.parts;
  const names = ['From', 'Date', 'Subject', 'To'];
  const headers = await Promise.all(
    names.map(async (name) => {
      const value = headerValue(message?.headers ?? [], name);
      return value ? [`${name}: ${await decodeHeader(value)}`] : [];
    }),
  ).then((lines) => lines.flat());
  if (texts === '' && headers.length === 0) return '';
  return ['---------- Forwarded message ----------', ...headers, '', texts].join('\n');
}

async function inOrder(parts: readonly MailPart[], load: LoadPart): Promise<string[]> {
  const texts: string[] = [];
  for (const part of parts) texts.push(await textOf(part, load));
  return texts;
}

function join(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
}
