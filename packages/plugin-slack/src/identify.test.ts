import { SidecarError } from '@sidecar/core';
import { expect, it } from 'vitest';
import { createSlackClient } from './slack-client.ts';

const bot = { ok: true, team_id: 'T1', team: 'Analytical', user_id: 'UBOT', user: 'sidecar', bot_id: 'B1' };
const ada = { ok: true, team_id: 'T1', team: 'Analytical', user_id: 'UADA', user: 'ada' };

/** Who it is, where the main token and the person's are answered so. */
function identify(main: object, person: object | SidecarError | undefined) {
  const client = createSlackClient({
    apiUrl: new URL('https://slack.com'),
    ...(person ? { userCredential: 'user' } : {}),
    fetch: async (_, init) => {
      const answer = init?.credential === 'user' ? person : main;
      if (answer instanceof SidecarError) throw answer;
      return Response.json(answer);
    },
  });
  return client.identify(new AbortController().signal);
}

it('is the person in the workspace, whose bot is everybody’s', async () => {
  expect(await identify(bot, ada)).toEqual({ id: 'T1/UADA', label: 'ada (Analytical)', tenant: 'T1' });
});

it('is the bot where there is no person', async () => {
  const absent = new SidecarError('not_connected', 'No such credential.');
  const expected = { id: 'T1/UBOT', label: 'sidecar (Analytical)', tenant: 'T1' };
  expect(await identify(bot, absent)).toEqual(expected);
  expect(await identify(bot, undefined)).toEqual(expected);
});

it('is the person alone where there is no bot', async () => {
  expect(await identify(ada, undefined)).toEqual({ id: 'T1/UADA', label: 'ada (Analytical)' });
});

it('is one for a whole organization, whichever workspace is told', async () => {
  const place = { enterprise_id: 'E1', is_enterprise_install: true };
  expect(await identify({ ...bot, ...place }, { ...ada, ...place })).toMatchObject({
    id: 'E1/UADA',
    tenant: 'E1',
  });
  // A workspace of an organization, in which the app is installed alone.
  const own = { enterprise_id: 'E1', is_enterprise_install: false };
  expect(await identify({ ...bot, ...own }, { ...ada, ...own })).toMatchObject({
    id: 'T1/UADA',
    tenant: 'T1',
  });
});

it('does not pass for the bot when the person cannot be asked', async () => {
  const down = new SidecarError('network', 'Down.');
  await expect(identify(bot, down)).rejects.toMatchObject({ code: 'network' });
});
