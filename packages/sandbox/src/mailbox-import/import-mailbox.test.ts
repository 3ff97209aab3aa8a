import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realMail, sharedFolder } from '@sidecar/evidence';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Mailbox } from '../gmail/mailbox.ts';
import { messageResource } from '../gmail/message-resource.ts';
import { type SearchOptions, searchMailbox } from '../gmail/search.ts';
import { importMailbox } from './import-mailbox.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-mail-'));
});
afterAll(() => rm(folder, { recursive: true }));

const newMailbox = () => new Mailbox('ada@sandbox.example');
const search = (mailbox: Mailbox, query: string, change: Partial<SearchOptions> = {}) =>
  searchMailbox(mailbox, {
    query,
    labelIds: [],
    includeSpamTrash: true,
    pageSize: 500,
    pageToken: undefined,
    now: Date.now(),
    ...change,
  });
const subjects = (mailbox: Mailbox) => mailbox.newestFirst().map((message) => message.header('subject'));
const simple = (subject: string, more = '') =>
  `From: a@b.example\nSubject: ${subject}\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n${more}\nText.\n`;

async function importText(name: string, content: string): Promise<Mailbox> {
  const path = join(folder, name);
  await writeFile(path, content);
  const mailbox = newMailbox();
  await importMailbox(mailbox, path);
  return mailbox;
}

describe('a folder', () => {
  test('is read with its subfolders, other files left out, and tells how far it is', async () => {
    const path = join(folder, 'nested');
    await mkdir(join(path, 'inner'), { recursive: true });
    await writeFile(join(path, 'one.eml'), simple('one'));
    await writeFile(join(path, 'inner', 'two.EML'), simple('two'));
    await writeFile(join(path, 'notes.txt'), 'no mail');
    const mailbox = newMailbox();
    const progress: [number, number][] = [];
    await importMailbox(mailbox, path, (done, total) => progress.push([done, total]));
    expect(subjects(mailbox).toSorted()).toEqual(['one', 'two']);
    expect(progress.at(-1)).toEqual([2, 2]);
  });

  test('that is missing or has no mail is refused by name', async () => {
    const missing = join(folder, 'missing');
    await expect(importMailbox(newMailbox(), missing)).rejects.toThrow(`There is no mailbox at ${missing}`);
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await expect(importMailbox(newMailbox(), empty)).rejects.toThrow(`There are no .eml files in ${empty}.`);
  });
});

describe('an mbox', () => {
  const envelope = 'From a@b.example Mon Nov  2 10:00:00 2026\n';

  test('is split at its envelope lines, protected lines restored', async () => {
    const mailbox = await importText(
      'two.mbox',
      `${envelope}${simple('first', '\n>From the start\nFrom here on\n')}\n${envelope}${simple('second')}\n`,
    );
    expect(subjects(mailbox).toSorted()).toEqual(['first', 'second']);
    const [first] = search(mailbox, 'subject:first').messages;
    expect(first?.raw.toString()).toContain('\nFrom the start\nFrom here on\n');
  });

  test('with CRLF and without a last line break is read too', async () => {
    const text = `${envelope}${simple('first')}\n${envelope}${simple('second')}`
      .trimEnd()
      .replaceAll('\n', '\r\n');
    expect(subjects(await importText('crlf.mbox', text)).toSorted()).toEqual(['first', 'second']);
  });

  test('that is none is refused', async () => {
    await expect(importText('letter.txt', 'Dear Ada,\n\nthis is no mailbox.')).rejects.toThrow('is no mbox');
  });

  test('of several chunks loses nothing at the seams', async () => {
    const bodies = Array.from(
      { length: 60 },
      (_, index) => `${envelope}${simple(`number ${index}`, `\n${'x'.repeat(200_000)}\n`)}\n`,
    );
    const mailbox = await importText('large.mbox', bodies.join(''));
    expect(new Set(subjects(mailbox)).size).toBe(60);
    expect(mailbox.newestFirst().every(({ raw }) => raw.length > 200_000 && raw.length < 200_300)).toBe(true);
  });
});

describe('a message', () => {
  test.each([
    ['', ['INBOX', 'UNREAD']],
    ['Status: RO\n', ['INBOX']],
    ['Status: RO\nX-Status: F\n', ['INBOX', 'STARRED']],
    ['X-Gmail-Labels: Archived,Opened,Category Updates\n', ['CATEGORY_UPDATES']],
    ['X-Gmail-Labels: =?UTF-8?Q?Inbox,Unread,Reise/K=C3=B6ln?=\n', ['INBOX', 'Label_1', 'UNREAD']],
  ])('with the headers %j gets the labels %j', async (headers, expected) => {
    const mailbox = await importText('labels.eml', simple('x', headers));
    expect([...(mailbox.newestFirst()[0]?.labelIds ?? [])].toSorted()).toEqual(expected);
  });

  test('joins its thread in whatever order the thread is read', async () => {
    const chain = [
      simple('a', 'Message-ID: <1@x>\n'),
      simple('b', 'Message-ID: <2@x>\nReferences: <1@x>\n'),
      simple('c', 'Message-ID: <3@x>\nIn-Reply-To: <2@x>\n'),
      simple('d', 'Message-ID: <4@x>\nReferences: <1@x> <2@x> <3@x>\n'),
    ];
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [0, 2, 1, 3],
      [2, 0, 3, 1],
    ]) {
      const mailbox = newMailbox();
      for (const index of order) {
        mailbox.add({
          raw: Buffer.from(chain[index] ?? ''),
          labelIds: [],
          internalDate: index + 1,
          thread: 'references',
        });
      }
      expect([order, mailbox.threadCount]).toEqual([order, 1]);
    }
  });
});

describe('ten thousand messages', () => {
  test('are read, listed and searched whole', async () => {
    const envelope = 'From a@b.example Mon Nov  2 10:00:00 2026\n';
    const text = Array.from(
      { length: 10_000 },
      (_, index) =>
        `${envelope}${simple(`message ${index}`, `Message-ID: <${index}@x>\nReferences: <${index - (index % 10)}@x>\n\nneedle${index}\n`)}\n`,
    );
    const mailbox = await importText('ten-thousand.mbox', text.join(''));
    expect([mailbox.size, mailbox.threadCount]).toEqual([10_000, 1_000]);
    expect(search(mailbox, 'needle4711').messages.map((message) => message.header('subject'))).toEqual([
      'message 4711',
    ]);
    const seen = new Set<string>();
    let pageToken: string | undefined;
    do {
      const page = search(mailbox, '', { pageToken });
      for (const { id } of page.messages) seen.add(id);
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(seen.size).toBe(10_000);
  });
});

describe('real, awkward mail', () => {
  test.skipIf(!sharedFolder)('goes in and comes out whole (needs SIDECAR_SHARED)', async () => {
    const path = realMail();
    const files = (await readdir(path)).filter((name) => name.endsWith('.eml'));
    const mailbox = newMailbox();
    await importMailbox(mailbox, path);
    expect(mailbox.size).toBe(files.length);
    const raws = new Set(mailbox.newestFirst().map(({ raw }) => raw.toString('latin1')));
    for (const file of files)
      expect(raws, file).toContain((await readFile(join(path, file))).toString('latin1'));
    for (const message of mailbox.newestFirst()) {
      const { payload } = messageResource(message, 'full') as {
        payload: { mimeType: string; headers: object[] };
      };
      expect(payload.mimeType).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      expect(payload.headers.length).toBeGreaterThan(0);
    }
    expect(search(mailbox, 'has:attachment').messages.length).toBeGreaterThan(10);
    expect(search(mailbox, 'subject:まみむめも').messages).toHaveLength(3);
    expect(search(mailbox, 'filename:てすと').messages).toHaveLength(1);
    expect(search(mailbox, '하나님을').messages).toHaveLength(3);
    expect(search(mailbox, 'filename:forwardedmessage.eml from:foo@example.com').messages).toHaveLength(1);
  });
});
