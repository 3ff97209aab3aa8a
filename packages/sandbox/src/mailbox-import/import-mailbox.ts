import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Mailbox } from '../gmail/mailbox.ts';
import { bodyOffset, parseHeaders } from '../mime/headers.ts';
import { importedLabels } from './imported-labels.ts';
import { messageDate } from './message-date.ts';
import { splitMbox } from './split-mbox.ts';

const filesAtOnce = 32;

/** Told now and then how many messages are in. */
export type ImportProgress = (done: number, total: number) => void;

/** Fills a mailbox from a folder of `.eml` files (with its subfolders), one `.eml` file, or an mbox. */
export async function importMailbox(
  mailbox: Mailbox,
  path: string,
  onProgress?: ImportProgress,
): Promise<void> {
  const messages = await readMessages(path);
  for (const [index, read] of messages.entries()) {
    addImported(mailbox, typeof read === 'function' ? await read() : read);
    const done = index + 1;
    if (done % 100 === 0 || done === messages.length) {
      onProgress?.(done, messages.length);
      await setImmediate();
    }
  }
}

type Source = Buffer | (() => Promise<Buffer>);

async function readMessages(path: string): Promise<Source[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new Error(`There is no mailbox at ${path}. Give a folder of .eml files or an mbox file.`, {
      cause,
    });
  });
  if (info.isFile()) return path.endsWith('.eml') ? [() => readFile(path)] : splitMbox(path);
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.eml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new Error(`There are no .eml files in ${path}.`);
  return readAhead(files);
}

/** Reads some files before they are asked for, in order. */
function readAhead(files: readonly string[]): Source[] {
  const started = new Map<number, Promise<Buffer>>();
  const start = (index: number) => {
    const file = files[index];
    if (file === undefined || started.has(index)) return;
    const reading = readFile(file);
    // The failure is told when this file is awaited; until then it is nobody's rejection.
    reading.catch(() => undefined);
    started.set(index, reading);
  };
  return files.map((file, index) => async () => {
    for (let ahead = index; ahead < index + filesAtOnce; ahead += 1) start(ahead);
    const content = await (started.get(index) ?? readFile(file));
    started.delete(index);
    return content;
  });
}

function addImported(mailbox: Mailbox, raw: Buffer): void {
  const headers = parseHeaders(raw.subarray(0, bodyOffset(raw)));
  const labelIds = importedLabels(headers, mailbox);
  const internalDate = messageDate(headers) ?? Date.now();
  const message = mailbox.add({ raw, labelIds, internalDate, thread: 'references' });
  if (message.labelIds.has('DRAFT'))
    mailbox.drafts.set(`r${BigInt(`0x${message.id}`) % 10n ** 15n}`, message.id);
}
