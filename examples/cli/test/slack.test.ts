import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';
import { call, cliWithSandbox, connectByPasting, signInAddress } from './cli-with-sandbox.ts';

test('connects Slack by the pasted https address, sends a message and reads it', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  const connected = await connectByPasting(place, ['slack']);
  expect(connected.stdout).toMatch(
    /^ok Slack connected as ada \(Analytical Society\)\. Tools: channels_list, .*messages_search/,
  );
  expect(connected.stderr).toContain('redirect_uri=https%3A%2F%2F');
  const { id } = await call(cli, 'messages_send', { channel: 'general', text: '**Note** G' });
  const { messages } = await call(cli, 'messages_read', { channel: 'general', limit: 1 });
  expect(messages).toMatchObject([{ id, text: '**Note** G' }]);
  expect((await cli.run(['status', 'slack'])).stdout).toContain('ok Slack: connected');
  expect((await cli.run(['verify', 'slack'])).exitCode).toBe(0);
  const gone = await cli.run(['disconnect', 'slack', '--yes', '--json']);
  expect(JSON.parse(gone.stdout)).toMatchObject({ integration: 'slack', revoked: true });
  expect(sandbox.requests('slack').length).toBeGreaterThan(0);
});

test('takes the address that the person has registered, of whatever kind', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const [address = ''] = sandbox.slack.redirectUris;
  const given = cli.start(['connect', 'slack', '--redirect', address]);
  const [url] = await given.said(signInAddress);
  expect(new URL(url).searchParams.get('redirect_uri')).toBe(address);
  given.type(`${await sandbox.consent(url)}\n`);
  expect((await given.ended).exitCode).toBe(0);
  const local = cli.start(['connect', 'gmail', '--redirect', 'http://127.0.0.1:9/mine']);
  const [localUrl] = await local.said(signInAddress);
  expect(new URL(localUrl).searchParams.get('redirect_uri')).toBe('http://127.0.0.1:9/mine');
  local.type(`${await sandbox.consent(localUrl)}\n`);
  expect((await local.ended).stdout).toContain('Gmail connected as ada@sandbox.example.');
});

test('at the real Slack somebody has to say which https address is registered', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const env = { SLACK_CLIENT_ID: 'some-client', SLACK_CLIENT_SECRET: 'some-secret' };
  const without = await cli.run(['--live', 'connect', 'slack'], { env });
  expect(without.stderr).toContain('Slack sends people back to https addresses only.');
  expect(without.stderr).toContain('--redirect https://…/callback/slack');
  expect(without.exitCode).toBe(2);
  const address = 'https://engine.example/callback/slack';
  const running = cli.start(['--live', 'connect', 'slack', '--redirect', address], env);
  const [url] = await running.said(/https:\/\/slack\.com\/oauth\/\S+(?=\s)/);
  expect(new URL(url).searchParams.get('redirect_uri')).toBe(address);
  running.child.kill('SIGINT');
  expect((await running.ended).exitCode).toBe(130);
});

test('connects with a bot token, which cannot search', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const token = await sandbox.slack.issueBotToken();
  const connected = await cli.run(['connect', 'slack', '--auth', 'bot_token', '--field', `token=${token}`]);
  expect(connected.stdout).toMatch(/^ok Slack connected as sidecar \(Analytical Society\)\./);
  expect(connected.stdout).not.toContain('messages_search');
  expect((await call(cli, 'channels_list')).channels[0]).toMatchObject({ name: 'general' });
  const wrong = await cli.run(['connect', 'slack', '--auth', 'bot', '--field', `token=${token}`]);
  expect(wrong.stderr).toContain('There is no way to connect Slack called "bot".');
  expect(wrong.exitCode).toBe(2);
});

test('an app with PKCE sends the person back to this machine, at the address that the README names', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const env = { SLACK_CLIENT_ID: 'some-client', SIDECAR_CALLBACK_PORT: String(cli.port) };
  const running = cli.start(['--live', 'connect', 'slack', '--auth', 'pkce'], env);
  const [url] = await running.said(/https:\/\/slack\.com\/oauth\/\S+(?=\s)/);
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    redirect_uri: `http://localhost:${cli.port}/callback/slack`,
    code_challenge_method: 'S256',
  });
  running.child.kill('SIGINT');
  expect((await running.ended).exitCode).toBe(130);
});
