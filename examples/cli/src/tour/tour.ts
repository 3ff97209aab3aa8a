import { serviceIds } from '@sidecar/sandbox';
import type { Application, GlobalFlags } from '../application.ts';
import { givenPath } from '../given-path.ts';
import { interactiveSession } from '../interactive/interactive-session.ts';
import { startRunningSandbox } from '../sandbox/running-sandbox.ts';
import type { Session } from '../session.ts';
import { showIntegrations } from '../show-integrations.ts';
import { printableJson } from '../terminal/printable.ts';
import { connectCalendar, planMeeting } from './calendar-steps.ts';
import { exchangeMail } from './exchange-mail.ts';
import { connectGithub, useGithub } from './github-steps.ts';
import { liveTour } from './live-tour.ts';
import { connectGmail, draftMail, listInbox, readMail, searchMail } from './mail-steps.ts';
import { connectNotion, useNotion } from './notion-steps.ts';
import { connectTwitter, usePosts } from './post-steps.ts';
import { connectSlack, useSlack } from './slack-steps.ts';
import { TourGuide } from './tour-guide.ts';

/** What the tour can be told. */
export interface TourFlags extends GlobalFlags {
  readonly mailbox?: string;
}

/** What `npm start` does: everything once, each outcome checked. At a terminal the interactive session follows. */
export async function tour(application: Application, flags: TourFlags): Promise<void> {
  const guide = new TourGuide(application);
  const session = flags.live
    ? await tourLive(guide, application, flags)
    : await tourSandbox(guide, application, flags);
  if (session.json)
    return session.out.line(
      printableJson({ steps: guide.done, integrations: await session.sidecar.statuses() }),
    );
  const isPerson = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const prefix = isPerson ? '/integrations ' : session.prefix;
  guide.line();
  await showIntegrations({ ...session, prefix });
  for (const line of summary(guide, prefix, isPerson)) session.out.line(line);
  if (isPerson) await interactiveSession(application, flags);
}

async function tourLive(guide: TourGuide, application: Application, flags: TourFlags): Promise<Session> {
  const session = await application.session(flags);
  await liveTour(guide, session);
  return session;
}

async function tourSandbox(guide: TourGuide, application: Application, flags: TourFlags): Promise<Session> {
  const mailbox = flags.mailbox && givenPath(flags.mailbox);
  const running = await guide.step('Start the sandbox', {
    work: ({ update }) =>
      startRunningSandbox(application.place(flags), {
        mailbox,
        anyPort: true,
        onProgress: (done, total) => update(`${done} of ${total} messages`),
      }),
    tell: ({ sandbox }) => [
      `No account is needed: ${serviceIds.map((id) => `${id} at ${new URL(sandbox[id].apiUrl).host}`).join(', ')}`,
    ],
  });
  application.adopt(running);
  // Nobody has to be asked before something changes in a sandbox that was made for it.
  const session = await application.session({ ...flags, yes: true });
  const withSandbox = { ...session, sandbox: running.sandbox };
  await connectGmail(guide, withSandbox);
  const emails = await listInbox(guide, session);
  await readMail(guide, session, await searchMail(guide, session, emails));
  await draftMail(guide, session);
  await exchangeMail(guide, withSandbox);
  await connectCalendar(guide, withSandbox);
  await planMeeting(guide, withSandbox);
  await connectTwitter(guide, withSandbox);
  await usePosts(guide, withSandbox);
  await connectSlack(guide, withSandbox);
  await useSlack(guide, withSandbox);
  await connectGithub(guide, withSandbox);
  await useGithub(guide, withSandbox);
  await connectNotion(guide, withSandbox);
  await useNotion(guide, withSandbox);
  return session;
}

function summary({ done }: TourGuide, prefix: string, isPerson: boolean): string[] {
  const call = isPerson ? '' : `${prefix}run `;
  const quote = isPerson ? '' : "'";
  return [
    '',
    `${done.length} steps done, each checked.`,
    'What to try next:',
    ...(isPerson ? [] : [`  ${prefix}sandbox    (in another terminal, for the commands below)`]),
    `  ${prefix}connect gmail`,
    `  ${prefix}status gmail`,
    `  ${call}email_search ${quote}{"query": "has:attachment"}${quote}`,
    `  ${call}tweet_post ${quote}{"text": "Hello"}${quote}`,
  ];
}
