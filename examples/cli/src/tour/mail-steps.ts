import { standIn } from '../sandbox/stand-in.ts';
import type { Session } from '../session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const ada = 'ada@sandbox.example';

/** Connects Ada's Gmail: authorization code with PKCE, over real sockets. */
export async function connectAda(guide: TourGuide, { sidecar, sandbox, signal }: Session): Promise<void> {
  expect(sandbox !== undefined, 'There is no sandbox.');
  await guide.step('Connect Gmail', {
    work: async () => {
      await sidecar.connect('gmail', { via: standIn(sandbox.sandbox, { login: ada }), signal });
      const status = await sidecar.status('gmail');
      expect(status.state === 'connected' && status.identity === ada, `Gmail is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '', scopes }) => [`Connected as ${identity}; allowed: ${scopes.join(', ')}`],
  });
}

/** The newest messages of the inbox. */
export function listInbox(guide: TourGuide, { sidecar, signal }: Session) {
  return guide.step('List the inbox', {
    work: async () => {
      const { emails } = await sidecar.run('email_list', { limit: 5 }, { signal });
      expect(emails.length > 0, 'The inbox is empty.');
      return emails;
    },
    tell: (emails) => emails.map(({ from, subject }) => `${from ?? '(nobody)'}: ${subject}`),
  });
}
