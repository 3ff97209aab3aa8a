import path from 'node:path';
import type { Application, GlobalFlags } from '../application.ts';
import { startRunningSandbox } from '../sandbox/running-sandbox.ts';
import { showIntegrations } from '../show-integrations.ts';
import { connectAda, listInbox } from './mail-steps.ts';
import { TourGuide } from './tour-guide.ts';

/** What `npm start` does. */
export async function tour(
  application: Application,
  flags: GlobalFlags & { readonly mailbox?: string },
): Promise<void> {
  const guide = new TourGuide(application);
  const wished = application.place(flags);
  const mailbox = flags.mailbox && path.resolve(process.env.INIT_CWD ?? '', flags.mailbox);
  const sandbox = await guide.step('Start the sandbox', {
    work: ({ update }) =>
      startRunningSandbox(wished, {
        mailbox,
        anyPort: true,
        onProgress: (done, total) => update(`${done} of ${total} messages`),
      }),
    tell: ({ sandbox: { url } }) => [`Stand-ins of Gmail and X listen on ${url}.`],
  });
  application.adopt(sandbox);
  const session = await application.session({ ...flags, yes: true });
  await connectAda(guide, session);
  await listInbox(guide, session);
  await showIntegrations(session);
}
