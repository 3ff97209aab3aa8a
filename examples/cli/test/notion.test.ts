import { expect, test } from 'vitest';
import { call, cliWithSandbox, connect } from './cli-with-sandbox.ts';

test('connects Notion through its registered address, writes a page and reads it', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  const connected = await connect(place, ['notion']);
  expect(connected.stdout).toMatch(
    /^ok Notion connected as Analytical Engine \(Ada Lovelace\)\. Tools: pages_search, /,
  );
  const [callback = ''] = sandbox.notion.redirectUris;
  expect(connected.stderr).toContain(`redirect_uri=${encodeURIComponent(callback)}`);
  const page = { title: 'Note H', parent: 'Analytical Engine', content: '- [ ] Wheels' };
  const { id } = await call(cli, 'pages_create', page);
  expect(await call(cli, 'pages_read', { page: id })).toMatchObject({ content: '- [ ] Wheels' });
  expect((await cli.run(['status', 'notion'])).stdout).toContain('ok Notion: connected');
  expect((await cli.run(['verify', 'notion'])).exitCode).toBe(0);
  const gone = await cli.run(['disconnect', 'notion', '--yes', '--json']);
  expect(JSON.parse(gone.stdout)).toMatchObject({ integration: 'notion', revoked: true });
});

test('connects with the secret of an internal integration, and says when that was replaced', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const token = sandbox.notion.internalToken();
  const connected = await cli.run(['connect', 'notion', '--auth', 'token', '--field', `token=${token}`]);
  expect(connected.stdout).toMatch(/^ok Notion connected as Analytical Engine\. Tools: /);
  expect((await call(cli, 'pages_search')).results).not.toHaveLength(0);
  sandbox.notion.renewInternalToken();
  const refused = await cli.run(['run', 'pages_search']);
  expect(refused.stderr).toContain('Reconnect Notion: sidecar connect notion');
  expect(refused.exitCode).toBe(3);
});
