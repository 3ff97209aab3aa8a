import { people } from '@sidecar/sandbox';
import { standIn } from '../sandbox/stand-in.ts';
import type { Session } from '../session.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada] = people;

/** Connects Ada's Gmail: authorization code with PKCE, over real sockets. */
export async function connectGmail(
  guide: TourGuide,
  { sidecar, sandbox, signal }: SandboxSession,
): Promise<void> {
  await guide.step('Connect Gmail (authorization code with PKCE)', {
    work: async () => {
      await sidecar.connect('gmail', { via: standIn(sandbox, { login: ada.login }), signal });
      const status = await sidecar.status('gmail');
      expect(status.state === 'connected' && status.identity === ada.login, `Gmail is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '', scopes }) => [`Connected as ${identity}. Allowed: ${scopes.join(', ')}`],
  });
}

/** The newest messages of the inbox. */
export function listInbox(guide: TourGuide, { sidecar, signal }: Session) {
  return guide.step('List the inbox (email_list)', {
    work: async () => {
      const { emails } = await sidecar.run('gmail.email_list', { limit: 5 }, { signal });
      expect(emails.length > 0, 'The inbox is empty.');
      return emails;
    },
    tell: (emails) =>
      emails.map(({ from, subject }) => `${from ?? '(no sender)'}: ${subject || '(no subject)'}`),
  });
}

type Email = Awaited<ReturnType<typeof listInbox>>[number];

/** Finds one of the listed messages again, by its sender where it has one. */
export async function searchMail(
  guide: TourGuide,
  { sidecar, signal }: Session,
  emails: readonly Email[],
): Promise<Email> {
  const wanted = emails.find(({ from, snippet }) => addressOf(from) && snippet) ?? emails[0];
  expect(wanted !== undefined, 'There is no mail to search for.');
  const address = addressOf(wanted.from);
  const query = address ? `from:${address} in:inbox` : 'in:inbox';
  await guide.step('Search mail (email_search)', {
    work: async () => {
      const found = await sidecar.run('gmail.email_search', { query, limit: 50 }, { signal });
      const isThere = found.emails.some(({ email_id }) => email_id === wanted.email_id);
      expect(isThere, `Searching for ${query} did not find a message that is there.`);
      return found.emails.length;
    },
    tell: (count) => [`${query}: ${count} found`],
  });
  return wanted;
}

/** Reads it whole. */
export async function readMail(
  guide: TourGuide,
  { sidecar, signal }: Session,
  { email_id }: Email,
): Promise<void> {
  await guide.step('Read a message (email_read)', {
    work: async () => {
      const mail = await sidecar.run('gmail.email_read', { email_id }, { signal });
      const isFilled = mail.body.trim() !== '' || mail.attachments.length > 0;
      expect(mail.email_id === email_id && isFilled, 'The message came back empty.');
      return mail;
    },
    tell: ({ subject, body, attachments }) => [
      subject || '(no subject)',
      ...body
        .split('\n')
        .filter((line) => line.trim())
        .slice(0, 3),
      ...attachments.map(({ filename, size_bytes }) => `Attachment: ${filename} (${size_bytes} bytes)`),
    ],
  });
}

/** Writes a draft, and finds it among the drafts. */
export async function draftMail(guide: TourGuide, { sidecar, signal }: Session): Promise<void> {
  const draft = {
    to: 'charles@engines.example',
    subject: 'Cards',
    body: 'How many cards does the mill take?',
  };
  await guide.step('Write a draft (email_draft)', {
    work: async () => {
      const saved = await sidecar.run('gmail.email_draft', draft, { signal });
      const { emails } = await sidecar.run('gmail.email_search', { query: 'in:drafts' }, { signal });
      const isThere = emails.some(({ email_id }) => email_id === saved.email_id);
      expect(isThere, 'The draft is not among the drafts.');
    },
    tell: () => [`"${draft.subject}" waits in the drafts; nothing was sent.`],
  });
}

function addressOf(from: string | null): string | undefined {
  return /[\w.+-]+@[\w.-]+\w/.exec(from ?? '')?.[0];
}
