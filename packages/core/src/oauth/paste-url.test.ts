import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
} from '../../test/fake-authorization-server.ts';
import { consent, errorOf, flowSetup } from '../../test/flow-setup.ts';
import { standardPlugin } from '../../test/standard-plugin.ts';
import { pasteUrl } from './paste-url.ts';

const redirectUri = 'https://app.example/callback/notes';
const request = { integration: 'notes', user: 'ada', account: 'default' };

let server: FakeAuthorizationServer;
beforeAll(async () => {
  server = await fakeAuthorizationServer();
});
afterAll(() => server.close());

/** Connects with a person who gives these answers, each made from what the browser ended at; the last one again and again. */
function connectPasting(answers: readonly ((callback: string) => string)[], signal?: AbortSignal) {
  const setup = flowSetup([
    standardPlugin(server.url, { redirect: { hosts: [], port: 'fixed', https: true } }),
  ]);
  const problems: (string | undefined)[] = [];
  let callback = '';
  const prompt = async (authUrl: string, problem?: string) => {
    callback ||= await consent(authUrl);
    problems.push(problem);
    return (answers[problems.length - 1] ?? answers.at(-1))?.(callback) ?? '';
  };
  const connected = setup.flow.connectWith(pasteUrl({ redirectUri, prompt }), {
    ...request,
    ...(signal ? { signal } : {}),
  });
  return { ...setup, connected, problems };
}

describe('a pasted callback URL', () => {
  it('connects where the provider insists on https', async () => {
    const { connected, problems } = connectPasting([(callback) => `  ${callback}\n`]);
    expect(await connected).toMatchObject({ integration: 'notes' });
    expect(problems).toEqual([undefined]);
  });

  it.each<[string, (callback: string) => string, string]>([
    ['a bare code', (callback) => new URL(callback).searchParams.get('code') ?? '', 'the whole address'],
    ['nothing', () => '', 'the whole address'],
    ['a query', (callback) => new URL(callback).search, 'the whole address'],
    ['a script', () => 'javascript:alert(1)', 'the whole address'],
    ['another page', () => 'https://notes.example/account?state=1', redirectUri],
    ['another authorization', () => `${redirectUri}?code=1&state=${'x'.repeat(43)}`, 'another authorization'],
    ['no state', () => `${redirectUri}?code=1`, 'no state'],
    ['a huge text', () => `https://${'x'.repeat(100_000)}`, 'too long'],
  ])('is asked for again when it was %s', async (_what, wrong, said) => {
    const { connected, problems } = connectPasting([wrong, (callback) => callback]);
    expect(await connected).toMatchObject({ integration: 'notes' });
    expect(problems[1]).toContain(said);
  });

  it('is asked for five times, not for ever', async () => {
    const { connected, problems, grants } = connectPasting([() => '4/0AX-code']);
    const error = await errorOf(connected);
    expect(error).toMatchObject({ code: 'invalid_input', integration: 'notes' });
    expect(error.message).not.toContain('4/0AX-code');
    expect(problems).toHaveLength(5);
    expect(grants).toEqual([]);
  });

  it('need not be pasted when the caller gives up', async () => {
    const giveUp = new AbortController();
    const never = pasteUrl({
      redirectUri,
      prompt: () => {
        giveUp.abort();
        return new Promise(() => {});
      },
    });
    const { flow } = flowSetup([standardPlugin(server.url)]);
    const error = await errorOf(flow.connectWith(never, { ...request, signal: giveUp.signal }));
    expect(error.code).toBe('aborted');
  });
});
