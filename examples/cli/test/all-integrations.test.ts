import { expect, test } from 'vitest';
import { call, cliWithSandbox, connect, connectByPasting } from './cli-with-sandbox.ts';

test('six integrations at once: their tools and their table', async () => {
  const place = await cliWithSandbox();
  const { cli } = place;
  for (const name of ['gmail', 'google-calendar', 'twitter', 'github', 'notion'])
    await connect(place, [name]);
  await connectByPasting(place, ['slack']);
  const statuses = JSON.parse((await cli.run(['status', '--json'])).stdout);
  expect(statuses.map(({ state }: { state: string }) => state)).toEqual(Array(6).fill('connected'));

  const tools = JSON.parse((await cli.run(['tools', '--json'])).stdout);
  const names = tools.map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['email_list', 'events_list', 'messages_read', 'issues_list']),
  );
  const help = await cli.run(['tools', 'issues_list']);
  expect(help.stdout).toMatch(/^github\.issues_list \(read\)\n[\s\S]*repository:/);

  const table = (await cli.run(['integrations'], { env: { COLUMNS: '80' } })).stdout.split('\n');
  expect(table).toContain(`|  ok       ${'Notion           Analytical Engine (Ada Lovelace)'.padEnd(67)}|`);
  expect(table).toContain(`|           ${'Read, search, write and answer email'.padEnd(67)}|`);
  for (const line of table.filter(Boolean)) expect(line).toHaveLength(80);
});

test.each([
  { service: 'google', id: 'google-calendar', tool: 'events_list', name: 'Google Calendar' },
  { service: 'slack', id: 'slack', tool: 'channels_list', name: 'Slack' },
  { service: 'github', id: 'github', tool: 'repositories_list', name: 'GitHub' },
  { service: 'notion', id: 'notion', tool: 'pages_search', name: 'Notion' },
])('$name: a broken answer is asked for again, a limit is told', async ({ service, id, tool, name }) => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  await (id === 'slack' ? connectByPasting : connect)(place, [id]);
  await cli.run(['sandbox', 'fault', service, 'html', '--times', '1']);
  expect(sandbox.faults.list()).toHaveLength(1);
  expect(await call(cli, tool)).not.toHaveProperty('error');
  expect(sandbox.faults.list()).toHaveLength(0);
  const fault = ['sandbox', 'fault', service, 'status', '--status', '429', '--retry-after', '900'];
  expect((await cli.run(fault)).exitCode).toBe(0);
  const limited = await cli.run(['run', tool]);
  expect(limited.stderr).toContain(`${name} is rate limited. Try again in 15 minutes.`);
  expect(limited.exitCode).toBe(1);
});

test('an access that a service took away is told in its name, with the command that brings it back', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  await connectByPasting(place, ['slack']);
  await connect(place, ['github']);
  for (const id of ['slack', 'github'] as const) sandbox[id].revokeGrants();
  for (const [tool, name, id] of [
    ['channels_list', 'Slack', 'slack'],
    ['repositories_list', 'GitHub', 'github'],
  ]) {
    const { stderr, exitCode } = await cli.run(['run', `${id}.${tool}`]);
    expect(stderr).toContain(`Reconnect ${name}: sidecar connect ${id}`);
    expect(exitCode).toBe(3);
  }
});
