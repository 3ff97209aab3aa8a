import { chooseAuthorizer } from '../choose-authorizer.ts';
import type { Session } from '../session.ts';
import { listInbox } from './mail-steps.ts';
import { postLine } from './post-steps.ts';
import type { TourGuide } from './tour-guide.ts';

/** The tour with the real services: connects and lists, and changes nothing. */
export async function liveTour(guide: TourGuide, session: Session): Promise<void> {
  const { sidecar, signal } = session;
  const statuses = await sidecar.statuses();
  const isConfigured = (id: string) =>
    statuses.some(({ integration, state }) => integration === id && state !== 'not_configured');
  const wantsTwitter = isConfigured('twitter');
  // Without any key, Gmail's error says which one to set.
  if (isConfigured('gmail') || !wantsTwitter) {
    await connectUnlessConnected(guide, session, 'gmail');
    await listInbox(guide, session);
  }
  if (!wantsTwitter) return guide.line('X is not configured: set X_CLIENT_ID to see it too.');
  await connectUnlessConnected(guide, session, 'twitter');
  await guide.step('Read the timeline (timeline_read)', {
    work: async () => (await sidecar.run('twitter.timeline_read', { limit: 5 }, { signal })).posts,
    tell: (posts) => posts.map(postLine),
  });
}

async function connectUnlessConnected(
  guide: TourGuide,
  session: Session,
  id: 'gmail' | 'twitter',
): Promise<void> {
  const { sidecar, signal } = session;
  const { authenticated, name, identity = '' } = await sidecar.status(id);
  if (authenticated) return guide.line(`${name} is connected already: ${identity}`);
  const via = await chooseAuthorizer(session, id, {});
  await guide.step(`Connect ${name}`, {
    work: () => sidecar.connect(id, { via, signal }),
    tell: () => [`${name} is connected.`],
  });
}
