import { people } from '@sidecar/sandbox';
import { standIn } from '../sandbox/stand-in.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada, grace] = people;

/** Ada writes to Grace; Grace, a second account of the same user, reads and answers; Ada finds the answer. */
export async function exchangeMail(
  guide: TourGuide,
  { sidecar, sandbox, signal }: SandboxSession,
): Promise<void> {
  const subject = `A bug in the tables (${new Date().toISOString()})`;
  const asGrace = { account: 'grace', signal };
  const sent = await guide.step('Send a message (email_send)', {
    work: () =>
      sidecar.run(
        'gmail.email_send',
        { to: grace.login, subject, body: 'Operation 21 should be minus. Do you agree?' },
        { signal },
      ),
    tell: () => [`To ${grace.login}: ${subject}`],
  });
  await guide.step('Connect a second account', {
    work: async () => {
      await sidecar.connect('gmail', { via: standIn(sandbox, { login: grace.login }), ...asGrace });
      const { identity } = await sidecar.status('gmail', 'grace');
      expect(identity === grace.login, `The second account is ${identity}.`);
    },
    tell: () => [`${grace.login}, under the label grace. Each call says whose mailbox it means.`],
  });
  await guide.step('Answer it as Grace (email_reply)', {
    work: async () => {
      const { emails } = await sidecar.run(
        'gmail.email_search',
        { query: `subject:"${subject}" in:inbox` },
        asGrace,
      );
      const [received] = emails;
      expect(received !== undefined, 'The message has not arrived.');
      const { to } = await sidecar.run(
        'gmail.email_reply',
        { email_id: received.email_id, body: 'I do. Minus it is.' },
        asGrace,
      );
      expect(to.join().includes(ada.login), `The answer went to ${to.join(', ')}.`);
    },
    tell: () => ['Grace: I do. Minus it is.'],
  });
  await guide.step('Find the answer in its conversation', {
    work: async () => {
      const { emails } = await sidecar.run('gmail.email_list', { from: grace.login }, { signal });
      const answer = emails.find((email) => email.subject === `Re: ${subject}`);
      expect(answer !== undefined, 'The answer has not arrived.');
      expect(
        answer.thread_id === sent.thread_id,
        'The answer is not in the conversation of what it answers.',
      );
      return answer;
    },
    tell: (answer) => [`${answer.from}: ${answer.subject}`],
  });
  await guide.step('Disconnect the second account', {
    work: async () => {
      const { revoked } = await sidecar.disconnect('gmail', 'grace');
      expect(revoked, 'Google did not confirm that the access is gone.');
    },
    tell: () => ['Revoked at the provider and forgotten here.'],
  });
}
