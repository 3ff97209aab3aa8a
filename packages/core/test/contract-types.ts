// What must and must not compile. Nothing runs this file: the type check reads it, and an unused `@ts-expect-error` fails it.
import { z } from 'zod';
import type {
  AnyPlugin,
  Authorizer,
  Connection,
  IntegrationPlugin,
  OAuth2,
  ToolContext,
} from '../src/index.ts';
import { bearerToken, createSidecar, memoryStore, minted, noAuth, tool } from '../src/index.ts';

declare const oauth: OAuth2;
declare const via: Authorizer;
declare const found: AnyPlugin[];
const store = memoryStore();

interface MailClient {
  search(query: string, limit: number): Promise<{ id: string }[]>;
}

const emailSearch = tool({
  name: 'email_search',
  description: 'Find messages.',
  effect: 'read',
  scopes: [['mail.read', 'mail.modify']],
  input: z.strictObject({ query: z.string(), limit: z.number().default(10) }),
  output: z.object({ messages: z.array(z.object({ id: z.string() })) }),
  execute: async (input, { client }: ToolContext<MailClient>) => ({
    messages: await client.search(input.query, input.limit),
  }),
});

tool({
  name: 'wrong_output',
  description: '',
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({ count: z.number() }),
  // @ts-expect-error the output is not what the schema says
  execute: async () => ({ count: 'three' }),
});

const facts = {
  specificationVersion: 'v1',
  description: '',
  icon: '',
  category: '',
  capabilities: { read: [], write: [], webhooks: false },
  apiOrigins: ['https://api.example'],
} as const;

const jobsSearch = <const Field extends string>(field: Field) =>
  tool({
    name: 'jobs_search',
    description: '',
    effect: 'read',
    input: z.strictObject({ q: z.string() }),
    output: z.record(z.literal(field), z.string()),
    execute: async () => {
      throw new Error('not run');
    },
  });

const mail = () =>
  ({
    ...facts,
    id: 'mail',
    name: 'Mail',
    auth: { oauth },
    createClient: ({ fetch }) => ({
      search: async () => ((await fetch('https://api.example')).ok ? [] : []),
    }),
    identify: async (client) => ({ id: String((await client.search('', 1)).length), label: 'ada' }),
    tools: [emailSearch],
  }) as const satisfies IntegrationPlugin<MailClient>;

const network = () =>
  ({
    ...facts,
    id: 'network',
    name: 'Network',
    auth: { oauth },
    tools: [jobsSearch('network')],
  }) as const satisfies IntegrationPlugin;

const market = () =>
  ({
    ...facts,
    id: 'market',
    name: 'Market',
    auth: {
      oauth,
      token: bearerToken({ fields: z.strictObject({ token: z.string() }), token: ({ token }) => token }),
      app: minted({
        fields: z.strictObject({ installation: z.number() }),
        mint: async ({ installation }) => ({ accessToken: String(installation) }),
      }),
    },
    tools: [jobsSearch('market')],
  }) as const satisfies IntegrationPlugin;

const history = () =>
  ({
    ...facts,
    id: 'history',
    name: 'History',
    auth: { local: noAuth() },
    tools: [],
  }) as const satisfies IntegrationPlugin;

const otherClient = {
  ...facts,
  id: 'mail',
  name: 'Mail',
  auth: { oauth },
  createClient: () => ({ find: 1 }),
} as const;
// @ts-expect-error a tool that wants another client than the plugin makes
export const mismatched = { ...otherClient, tools: [emailSearch] } satisfies IntegrationPlugin<{
  find: number;
}>;

export async function names(): Promise<void> {
  const sidecar = createSidecar({ plugins: [mail(), network(), market()], store });
  const id: string | undefined = (await sidecar.run('email_search', { query: 'is:unread' })).messages[0]?.id;
  const byNetwork: string | undefined = (await sidecar.forUser('ada').run('network_jobs_search', { q: 'x' }))
    .network;
  const byMarket: string | undefined = (await sidecar.run('market.jobs_search', { q: 'x' })).market;
  // @ts-expect-error two plugins have a tool of this name
  await sidecar.run('jobs_search', { q: 'x' });
  // @ts-expect-error the input lacks its query
  await sidecar.run('email_search', { limit: 3 });
  // @ts-expect-error there is no such tool
  await sidecar.run('email_find', {});
  void [id, byNetwork, byMarket];
}

export async function connecting(): Promise<Connection> {
  const sidecar = createSidecar({ plugins: [mail(), market(), history()], store });
  await sidecar.connect('mail', { via });
  await sidecar.connect('market', { auth: 'token', fields: { token: 't' } });
  await sidecar.connect('market', { auth: 'app', fields: { installation: 1 }, account: 'work' });
  // @ts-expect-error the fields of another method
  await sidecar.connect('market', { auth: 'app', fields: { token: 't' } });
  // @ts-expect-error mail has no such method
  await sidecar.connect('mail', { auth: 'token', fields: { token: 't' } });
  // @ts-expect-error a person has to consent somehow
  await sidecar.connect('mail', {});
  await sidecar.connect('history', {});
  // @ts-expect-error there is no such integration
  await sidecar.connect('male', { via });
  return sidecar.connect('market', { via });
}

export async function manyUsers(): Promise<void> {
  const host = createSidecar({ plugins: [mail()], store, users: 'many' });
  // @ts-expect-error whose mailbox?
  await host.run('email_search', { query: '' });
  // @ts-expect-error whose mailbox?
  await host.connect('mail', { via });
  await host.forUser('ada').run('mail.email_search', { query: '' });
  // @ts-expect-error a callback needs the proof of the browser that began
  await host.forUser('ada').handleCallback('https://host.example/callback');
}

export async function foundPlugins(): Promise<void> {
  await createSidecar({ plugins: [...found], store }).run('whatever', { a: 1 });
  const mixed = createSidecar({ plugins: [mail(), ...found], store });
  const id: string | undefined = (await mixed.run('mail.email_search', { query: '' })).messages[0]?.id;
  void id;
  await mixed.connect('mail', { via });
  await mixed.connect('whatever', { auth: 'token', fields: { token: 't' } });
}
