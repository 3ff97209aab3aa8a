import type { AnyPlugin, OAuth2 } from '@sidecar/core';
import { chooseAuthorizer } from '../choose-authorizer.ts';
import type { CliSidecar } from '../open-sidecar.ts';
import type { Session } from '../session.ts';
import { listInbox } from './mail-steps.ts';
import { postLine } from './post-steps.ts';
import type { TourGuide } from './tour-guide.ts';

type BuiltInId = Parameters<CliSidecar['connect']>[0];

/** What is looked at first of each service. */
const firstLooks: Readonly<Record<BuiltInId, (guide: TourGuide, session: Session) => Promise<unknown>>> = {
  gmail: listInbox,
  'google-calendar': (guide, { sidecar, signal }) =>
    guide.step('List the next events (events_list)', {
      work: async () => (await sidecar.run('google-calendar.events_list', { limit: 5 }, { signal })).events,
      tell: (events) => events.map(({ start, title }) => `${start ?? ''}: ${title}`),
    }),
  twitter: (guide, { sidecar, signal }) =>
    guide.step('Read the timeline (timeline_read)', {
      work: async () => (await sidecar.run('twitter.timeline_read', { limit: 5 }, { signal })).posts,
      tell: (posts) => posts.map(postLine),
    }),
  slack: (guide, { sidecar, signal }) =>
    guide.step('List the channels (channels_list)', {
      work: async () => (await sidecar.run('slack.channels_list', { limit: 5 }, { signal })).channels,
      tell: (channels) => channels.map(({ name }) => `#${name}`),
    }),
  github: (guide, { sidecar, signal }) =>
    guide.step('List the repositories (repositories_list)', {
      work: async () =>
        (await sidecar.run('github.repositories_list', { limit: 5 }, { signal })).repositories,
      tell: (repositories) => repositories.map(({ repository }) => repository),
    }),
  notion: (guide, { sidecar, signal }) =>
    guide.step('Find pages (pages_search)', {
      work: async () => (await sidecar.run('notion.pages_search', { limit: 5 }, { signal })).results,
      tell: (results) => results.map(({ title }) => title),
    }),
};

/** The tour with the real services: connects and lists, and changes nothing. */
export async function liveTour(guide: TourGuide, session: Session): Promise<void> {
  const { catalog, sidecar } = session;
  const statuses = await sidecar.statuses();
  const connected = new Set(
    statuses.filter(({ authenticated }) => authenticated).map(({ integration }) => integration),
  );
  const wanted = catalog.builtIn.filter((plugin) => connected.has(plugin.id) || isConfigured(plugin));
  // Without any key, Gmail's error says which one to set.
  const [gmail] = catalog.builtIn;
  for (const plugin of wanted.length === 0 && gmail ? [gmail] : wanted) {
    const id = plugin.id as BuiltInId;
    await connectUnlessConnected(guide, session, { id, method: oauthOf(plugin) });
    await firstLooks[id]?.(guide, session);
  }
  for (const plugin of catalog.builtIn.filter((each) => !wanted.includes(each)))
    guide.line(
      `${plugin.name} is not configured: set ${oauthOf(plugin)?.clientEnvironment.id} to see it too.`,
    );
}

function isConfigured(plugin: AnyPlugin): boolean {
  const name = oauthOf(plugin)?.clientEnvironment.id;
  return name !== undefined && Boolean(process.env[name]);
}

function oauthOf({ auth }: AnyPlugin): OAuth2 | undefined {
  return Object.values(auth).find((method) => method.kind === 'oauth2');
}

async function connectUnlessConnected(
  guide: TourGuide,
  session: Session,
  { id, method }: { readonly id: BuiltInId; readonly method: OAuth2 | undefined },
): Promise<void> {
  const { sidecar, signal } = session;
  const { authenticated, name, identity = '' } = await sidecar.status(id);
  if (authenticated || !method) return guide.line(`${name} is connected already: ${identity}`);
  const via = await chooseAuthorizer(session, { integration: id, method }, {});
  await guide.step(`Connect ${name}`, {
    work: () => sidecar.connect(id, { via, signal }),
    tell: () => [`${name} is connected.`],
  });
}
