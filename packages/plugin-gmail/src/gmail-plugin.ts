import type { IntegrationPlugin } from '@sidecar/core';
import { googleAnswers } from '@sidecar/google';
import { type GmailOptions, gmailAuth } from './gmail-auth.ts';
import { type GmailClient, gmailClient } from './gmail-client.ts';
import { emailAttachment } from './tools/email-attachment.ts';
import { emailDraft } from './tools/email-draft.ts';
import { emailList } from './tools/email-list.ts';
import { emailModify } from './tools/email-modify.ts';
import { emailRead } from './tools/email-read.ts';
import { emailReply } from './tools/email-reply.ts';
import { emailSearch } from './tools/email-search.ts';
import { emailSend } from './tools/email-send.ts';

/** Gmail: list, search, read, draft, send and answer mail. */
export function gmail(options: GmailOptions = {}) {
  const apiUrl = options.endpoints?.apiUrl ?? 'https://gmail.googleapis.com/';
  return {
    specificationVersion: 'v1',
    id: 'gmail',
    name: 'Gmail',
    description: 'Read, search, write and answer email',
    icon: '📧',
    category: 'email',
    capabilities: { read: ['email', 'attachment'], write: ['email', 'draft', 'label'], webhooks: false },
    auth: { oauth: gmailAuth(options) },
    apiOrigins: [new URL(apiUrl).origin],
    answers: googleAnswers,
    createClient: ({ fetch }) => gmailClient(fetch, apiUrl),
    identify: async (client, signal) => {
      // A profile holds no other id than the address.
      const { emailAddress } = await client.profile(signal);
      return { id: emailAddress.toLowerCase(), label: emailAddress };
    },
    tools: [
      emailList,
      emailSearch,
      emailRead,
      emailAttachment,
      emailSend,
      emailReply,
      emailDraft,
      emailModify,
    ],
  } as const satisfies IntegrationPlugin<GmailClient>;
}
