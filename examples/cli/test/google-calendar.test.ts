import { expect, test } from 'vitest';
import { call, cliWithSandbox, connect } from './cli-with-sandbox.ts';

test('connects Google Calendar, plans an event and finds it again', async () => {
  const place = await cliWithSandbox();
  const { cli } = place;
  const connected = await connect(place, ['google-calendar']);
  expect(connected.stdout).toMatch(
    /^ok Google Calendar connected as ada@sandbox\.example\. Tools: calendars_list, events_list, /,
  );
  const event = { title: 'Operation 21', start: '2031-03-05T10:00', end: '2031-03-05T11:00' };
  const unasked = await cli.run(['run', 'events_create', JSON.stringify(event)]);
  expect(unasked.stderr).toContain('events_create changes something in your account');
  const { event_id: id } = await call(cli, 'events_create', event);
  const { events } = await call(cli, 'events_list', { from: '2031-03-05', to: '2031-03-05' });
  expect(events).toMatchObject([{ event_id: id, title: 'Operation 21' }]);
  const status = await cli.run(['status', 'google-calendar']);
  expect(status.stdout).toContain('ok Google Calendar: connected\n   Account: ada@sandbox.example');
  expect((await cli.run(['verify', 'google-calendar'])).exitCode).toBe(0);
});

test('an access that Gmail shares is not revoked with Calendar, and the person is told', async () => {
  const place = await cliWithSandbox();
  const { cli } = place;
  await connect(place, ['gmail']);
  await connect(place, ['google-calendar']);
  const first = await cli.run(['disconnect', 'google-calendar', '--yes']);
  expect(first.stdout).toBe('ok Google Calendar disconnected.\n');
  expect(first.stderr).toContain(
    'The access was not revoked at the provider, because that would end Gmail (default) too.',
  );
  expect((await call(cli, 'email_list', { limit: 1 })).emails).toHaveLength(1);
  const last = await cli.run(['disconnect', 'gmail', '--yes', '--json']);
  expect(JSON.parse(last.stdout)).toMatchObject({ revoked: true, alsoAffects: [] });
});
