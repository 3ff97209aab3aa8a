import { expect, it } from 'vitest';
import { runTool, runToolWatched } from '../../test/run-tool.ts';

const channels = Array.from({ length: 5 }, (_, index) => ({ id: `C000000000${index}`, name: `c${index}` }));

it('gives no more channels than it was asked for', async () => {
  const output = await runTool(
    'channels_list',
    { limit: 3 },
    { 'conversations.list': { ok: true, channels } },
  );
  expect(output).toHaveProperty('channels.length', 3);
});

it('leaves out what is empty, and writes out what Slack has escaped', async () => {
  const full = {
    topic: { value: 'a &lt; b &amp;amp;' },
    purpose: { value: '' },
    num_members: 0,
    is_private: true,
  };
  const answer = {
    ok: true,
    channels: [
      { ...channels[0], ...full },
      { id: 'C0NAMELESS1', name: null },
    ],
  };
  await expect(runTool('channels_list', {}, { 'conversations.list': answer })).resolves.toEqual({
    channels: [
      { id: 'C0000000000', name: 'c0', topic: 'a < b &amp;', members: 0, private: true, joined: false },
      { id: 'C0NAMELESS1', name: 'C0NAMELESS1', private: false, joined: false },
    ],
  });
});

it('needs no choice where an organization has let the app into one workspace', async () => {
  const { sent } = await runToolWatched(
    'channels_list',
    {},
    {
      'auth.test': {
        ok: true,
        team_id: 'E1',
        user_id: 'U1',
        enterprise_id: 'E1',
        is_enterprise_install: true,
      },
      'auth.teams.list': { ok: true, teams: [{ id: 'T0ONLY00001', name: 'Only' }] },
      'conversations.list': { ok: true, channels },
    },
  );
  expect(sent.at(-1)?.query.get('team_id')).toBe('T0ONLY00001');
});

it('says whom to ask where it has let the app into none', async () => {
  const answers = {
    'auth.test': { ok: true, team_id: 'E1', user_id: 'U1', is_enterprise_install: true },
    'auth.teams.list': { ok: true, teams: [] },
  };
  await expect(runTool('channels_list', {}, answers)).rejects.toMatchObject({
    code: 'provider_rejected',
    nextAction: expect.stringContaining('administrator'),
  });
});
