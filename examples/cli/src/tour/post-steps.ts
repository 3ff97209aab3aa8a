import { freePort } from '../free-port.ts';
import { standIn } from '../sandbox/stand-in.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

/** Connects X, which wants its callback address registered, port included. */
export async function connectTwitter(guide: TourGuide, session: SandboxSession): Promise<void> {
  const { sidecar, sandbox, signal, place } = session;
  await guide.step('Connect X (registered callback address)', {
    work: async () => {
      const port = await freePort(place.callbackPorts);
      await sidecar.connect('twitter', {
        via: standIn(sandbox, { login: 'ada@sandbox.example', port }),
        signal,
      });
      const status = await sidecar.status('twitter');
      expect(status.state === 'connected', `X is ${status.state}.`);
      return { ...status, port };
    },
    tell: ({ identity = '', port }) => [
      `Connected as ${identity} through http://127.0.0.1:${port}/callback/twitter`,
    ],
  });
}

/** Posts, and finds the post by search and in the timeline. */
export async function usePosts(guide: TourGuide, { sidecar, signal }: SandboxSession): Promise<void> {
  // X refuses a text that was posted before.
  const text = `Operation 21 is minus. Grace agrees. #engine ${new Date().toISOString()}`;
  const posted = await guide.step('Post (tweet_post)', {
    work: () => sidecar.run('twitter.tweet_post', { text }, { signal }),
    tell: ({ text: shown, url }) => [shown, url],
  });
  await guide.step('Search posts (tweet_search)', {
    work: async () => {
      const { posts } = await sidecar.run(
        'twitter.tweet_search',
        { query: '#engine', limit: 10 },
        { signal },
      );
      expect(
        posts.some(({ id }) => id === posted.id),
        'The search did not find the new post.',
      );
      return posts;
    },
    tell: (posts) => posts.slice(0, 3).map(postLine),
  });
  await guide.step('Read the timeline (timeline_read)', {
    work: async () => {
      const { posts } = await sidecar.run('twitter.timeline_read', { limit: 5 }, { signal });
      expect(
        posts.some(({ id }) => id === posted.id),
        'The timeline does not have the new post.',
      );
      return posts;
    },
    tell: (posts) => posts.map(postLine),
  });
}

/** A post in one line. */
export function postLine({
  author,
  text,
}: {
  readonly author?: { readonly username: string } | undefined;
  readonly text: string;
}): string {
  return `@${author?.username ?? '(hidden)'}: ${text}`;
}
