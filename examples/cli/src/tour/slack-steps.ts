import { pasteUrl } from '@sidecar/core';
import { people } from '@sidecar/sandbox';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada] = people;

/** Connects Slack, which sends people back to https addresses only: the address is pasted. */
export async function connectSlack(
  guide: TourGuide,
  { sidecar, sandbox, signal }: SandboxSession,
): Promise<void> {
  const [redirectUri = ''] = sandbox.slack.redirectUris;
  await guide.step('Connect Slack (https callback, pasted)', {
    work: async () => {
      const prompt = (url: string) => sandbox.consent(url, { login: ada.login });
      await sidecar.connect('slack', { via: pasteUrl({ redirectUri, prompt }), signal });
      const status = await sidecar.status('slack');
      expect(status.state === 'connected', `Slack is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '' }) => [`Connected to ${identity}: the app's bot, and Ada's own token for search.`],
  });
}

/** Sends a message as Markdown to a channel by its name, reacts to it, and reads both back. */
export async function useSlack(guide: TourGuide, { sidecar, signal }: SandboxSession): Promise<void> {
  const text = `**Operation 21** is minus, see [the notes](https://engine.example/notes). (${new Date().toISOString()})`;
  const sent = await guide.step('Send a message (messages_send)', {
    work: () => sidecar.run('slack.messages_send', { channel: 'general', text }, { signal }),
    tell: () => [`To #general: ${text}`],
  });
  await guide.step('React to it (reactions_add)', {
    work: () =>
      sidecar.run('slack.reactions_add', { channel: 'general', message: sent.id, emoji: 'tada' }, { signal }),
    tell: () => [':tada:'],
  });
  await guide.step('Read the channel (messages_read)', {
    work: async () => {
      const { messages } = await sidecar.run(
        'slack.messages_read',
        { channel: 'general', limit: 5 },
        { signal },
      );
      const found = messages.find(({ id }) => id === sent.id);
      expect(found !== undefined, 'The new message is not in the channel.');
      expect(found.text === text, `The message came back as ${found.text}`);
      return messages;
    },
    tell: (messages) => messages.slice(0, 3).map(({ author, text: shown }) => `${author}: ${shown}`),
  });
}
