import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { calendarApi } from './calendar/calendar-api.ts';
import { seedCalendars } from './calendar/seed-calendars.ts';
import { gmailApi } from './gmail/gmail-api.ts';
import { GoogleError, googleErrorBody } from './gmail/google-error.ts';
import { Mailbox } from './gmail/mailbox.ts';
import { PostOffice } from './gmail/post-office.ts';
import { Recorder } from './http/recorder.ts';
import { type ImportProgress, importMailbox } from './mailbox-import/import-mailbox.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { googleDialect } from './oauth/google-dialect.ts';
import { TokenLog } from './oauth/token-log.ts';
import { people } from './people.ts';
import type { Place } from './place.ts';
import { accessFinder, type Service } from './service.ts';

const ownMessages = (name: string) => fileURLToPath(new URL(`../messages/${name}`, import.meta.url));

/** What Google is started with. */
export interface GoogleOptions extends Place {
  readonly mailbox: string | undefined;
  readonly onProgress: ImportProgress | undefined;
}

/** Google with Gmail, its mailboxes filled, and Calendar. */
export async function createGoogle({
  origin,
  signingKey,
  now,
  mailbox,
  onProgress,
}: GoogleOptions): Promise<Service> {
  const [ada, grace] = people.map(({ login }) => new Mailbox(login));
  if (!ada || !grace) throw new Error('The sandbox has no people.');
  await importMailbox(ada, mailbox ?? ownMessages('ada'), onProgress);
  await importMailbox(grace, ownMessages('grace'));
  const postOffice = new PostOffice(new Map([ada, grace].map((box) => [box.owner, box])), now);
  const tokenLog = new TokenLog();
  const authorization = createAuthorizationServer(googleDialect, {
    issuer: origin,
    signingKey,
    tokenLog,
  });
  const findAccess = accessFinder(authorization);
  const mail = gmailApi({ findAccess, postOffice, now });
  const calendars = calendarApi({ findAccess, store: seedCalendars(now()), now });
  return {
    id: 'google',
    dialect: googleDialect,
    authorization,
    api: new Hono()
      .all('/calendar/*', ({ req }) => calendars.fetch(req.raw))
      .all('*', ({ req }) => mail.fetch(req.raw)),
    realOrigin: 'https://gmail.googleapis.com',
    realOriginOf: (path) => (path.startsWith('/calendar/') ? 'https://www.googleapis.com' : undefined),
    tokenLog,
    recorder: new Recorder(),
    isApi: (path) => /^\/(?:(?:upload\/)?gmail|calendar)\//.test(path),
    describeError: (status) => googleErrorBody(new GoogleError(status, 'The sandbox was told to fail.')),
  };
}
