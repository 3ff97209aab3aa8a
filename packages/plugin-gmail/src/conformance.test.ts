import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { gmail } from './index.ts';

const account = '/gmail/v1/users/me';

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

const headers = [
  { name: 'From', value: 'Ada Lovelace <ada@example.com>' },
  { name: 'To', value: 'me@example.com, Charles <charles@example.com>' },
  { name: 'Subject', value: 'The engine' },
  { name: 'Date', value: 'Sat, 31 Jan 2026 12:00:00 +0000' },
  { name: 'Message-ID', value: '<first@example.com>' },
];
const message = {
  id: 'm1',
  threadId: 't1',
  labelIds: ['INBOX', 'UNREAD', 'Label_1'],
  snippet: 'The minutes are attached.',
  internalDate: '1769860800000',
  payload: {
    partId: '',
    mimeType: 'multipart/mixed',
    filename: '',
    headers,
    body: { size: 0 },
    parts: [
      {
        partId: '0',
        mimeType: 'text/plain',
        filename: '',
        headers: [{ name: 'Content-Type', value: 'text/plain; charset=utf-8' }],
        body: { size: 25, data: encoded('The minutes are attached.') },
      },
      {
        partId: '1',
        mimeType: 'text/plain',
        filename: 'minutes.txt',
        headers: [{ name: 'Content-Disposition', value: 'attachment; filename="minutes.txt"' }],
        body: { size: 7, attachmentId: 'a1' },
      },
    ],
  },
};

const getProfile = {
  method: 'GET',
  path: `${account}/profile`,
  body: { emailAddress: 'me@example.com', messagesTotal: 1, threadsTotal: 1, historyId: '1' },
};
const listMessages = {
  method: 'GET',
  path: `${account}/messages`,
  body: { messages: [{ id: 'm1', threadId: 't1' }], nextPageToken: 'next', resultSizeEstimate: 2 },
};
const getMessage = { method: 'GET', path: `${account}/messages/:id`, body: message };
const listLabels = {
  method: 'GET',
  path: `${account}/labels`,
  body: { labels: [{ id: 'Label_1', name: 'Engines', type: 'user' }] },
};
const sendMessage = {
  method: 'POST',
  path: `${account}/messages/send`,
  body: { id: 's1', threadId: 't1', labelIds: ['SENT'] },
};
const createDraft = {
  method: 'POST',
  path: `${account}/drafts`,
  body: { id: 'd1', message: { id: 's1', threadId: 't1', labelIds: ['DRAFT'] } },
};

// A message that was deleted after it was listed is left out of the list.
const listAnswers = [listMessages, { ...getMessage, ordinary: [404] }];

testPlugin(gmail(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => gmail({ client }),
  connection: { answers: [getProfile] },
  examples: {
    email_list: { input: { limit: 2, unread_only: true }, answers: listAnswers },
    email_search: { input: { query: 'from:ada' }, answers: listAnswers },
    email_read: { input: { email_id: 'm1' }, answers: [getMessage, listLabels] },
    email_attachment: {
      input: { email_id: 'm1', attachment_id: '1' },
      answers: [
        getMessage,
        {
          method: 'GET',
          path: `${account}/messages/m1/attachments/:id`,
          body: { size: 7, data: encoded('Minutes') },
        },
      ],
    },
    email_send: {
      input: { to: 'ada@example.com', subject: 'Hello', body: 'Hello.' },
      answers: [sendMessage],
      output: { email_id: 's1', thread_id: 't1' },
    },
    email_reply: {
      input: { email_id: 'm1', body: 'Thank you.', reply_all: true },
      answers: [getMessage, sendMessage],
    },
    email_draft: [
      { input: { body: 'An idea.' }, answers: [createDraft] },
      { input: { body: 'Thank you.', reply_to_id: 'm1' }, answers: [getMessage, createDraft] },
    ],
    email_modify: [
      {
        input: { email_ids: 'm1', mark: 'read' },
        // Labels that are put on twice are on.
        answers: [
          { method: 'POST', path: `${account}/messages/m1/modify`, idempotent: true, body: { id: 'm1' } },
        ],
      },
      {
        input: { email_ids: ['m1', 'm2'], add_labels: ['Travel'], create_missing_labels: true },
        answers: [
          listLabels,
          { method: 'POST', path: `${account}/labels`, body: { id: 'Label_2', name: 'Travel' } },
          { method: 'POST', path: `${account}/messages/batchModify`, idempotent: true, status: 204 },
        ],
      },
    ],
  },
});
