import { realMail, sharedFolder, specProblems } from '@sidecar/evidence';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../src/index.ts';
import { apiOf, connect, rawMessage } from './app.ts';
import { calendarOf } from './calendar.ts';
import { connectAt, githubOf } from './github.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(sharedFolder ? { mailbox: realMail() } : {});
});
afterAll(() => sandbox.close());

describe.skipIf(!sharedFolder)('the official descriptions fit (needs SIDECAR_SHARED)', () => {
  test('what Gmail is asked and answers', async () => {
    const api = apiOf(sandbox.google, (await connect(sandbox, 'google')).access_token);
    const me = '/gmail/v1/users/me';
    const post = (path: string, body?: object, method = 'POST') =>
      api(`${me}/${path}`, { method, ...(body && { body }) });
    await api(`${me}/profile`);
    const { messages } = (await api(`${me}/messages?maxResults=100&q=in:anywhere&includeSpamTrash=true`))
      .body;
    for (const { id } of messages) await api(`${me}/messages/${id}?format=full`);
    for (const format of ['minimal', 'raw', 'metadata'])
      await api(`${me}/messages/${messages[3].id}?format=${format}`);
    await api(`${me}/messages?q=nothingfitsthis`);
    const attached = (await api(`${me}/messages?q=filename:pdf&maxResults=1`)).body.messages[0];
    const parts = JSON.stringify((await api(`${me}/messages/${attached.id}`)).body);
    const attachmentId = parts.match(/"attachmentId":"([^"]+)"/)?.[1];
    await api(`${me}/messages/${attached.id}/attachments/${attachmentId}`);
    await post('messages/send', { raw: rawMessage({ To: 'x@y.example', Subject: 'x' }) });
    await post(`messages/${messages[0].id}/modify`, { addLabelIds: ['STARRED'] });
    await post('messages/batchModify', { ids: [messages[0].id], removeLabelIds: ['STARRED'] });
    await post(`messages/${messages[0].id}/trash`);
    await post(`messages/${messages[0].id}/untrash`);
    await api(`${me}/threads?maxResults=5`);
    await api(`${me}/threads/${messages[0].threadId}?format=full`);
    await post(`threads/${messages[0].threadId}/modify`, { addLabelIds: ['STARRED'] });
    await api(`${me}/labels`);
    await api(`${me}/labels/INBOX`);
    await post('labels', { name: 'New', labelListVisibility: 'labelShow', messageListVisibility: 'show' });
    const draft = await post('drafts', { message: { raw: rawMessage({ To: 'x@y.example' }) } });
    await api(`${me}/drafts`);
    await api(`${me}/drafts/${draft.body.id}`);
    await post(`drafts/${draft.body.id}`, { message: { raw: rawMessage({ To: 'x@y.example' }) } }, 'PUT');
    await post('drafts/send', { id: draft.body.id });
    const other = await post('drafts', { message: { raw: rawMessage({ To: 'x@y.example' }) } });
    await api(`${me}/drafts/${other.body.id}`, { method: 'DELETE' });
    const exchanges = sandbox.requests('google');
    expect(exchanges.length).toBeGreaterThan(70);
    expect(exchanges.every(({ response }) => response.status < 300)).toBe(true);
    expect(await specProblems('google', exchanges)).toBe('');
  });

  test('what Calendar is asked and answers, refusals included', async () => {
    const before = sandbox.requests('google').length;
    const ada = await calendarOf(sandbox);
    const events = 'calendars/primary/events';
    const patch = { method: 'PATCH' };
    const start = { dateTime: '2026-05-04T10:00:00+02:00', timeZone: 'Europe/Berlin' };
    const end = { dateTime: '2026-05-04T11:00:00+02:00', timeZone: 'Europe/Berlin' };
    await ada('users/me/calendarList');
    await ada('users/me/calendarList/primary');
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=3'];
    const attendees = [{ email: 'grace@sandbox.example', displayName: 'Grace', optional: true }];
    const conferenceData = {
      createRequest: { requestId: 'r', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const series = { summary: 'Series', start, end, recurrence, attendees, conferenceData };
    const { body: made } = await ada(`${events}?conferenceDataVersion=1&sendUpdates=all`, series);
    const instances = (await ada(`${events}/${made.id}/instances?showDeleted=true`)).body.items;
    await ada(`${events}/${instances[1].id}`, { summary: 'Changed', visibility: 'private' }, patch);
    await ada(`${events}/${instances[2].id}?sendUpdates=none`, undefined, { method: 'DELETE' });
    await ada(`${events}/${instances[2].id}`);
    await ada(`${events}?singleEvents=true&orderBy=startTime&timeZone=Asia/Tokyo&maxResults=3`);
    await ada(`${events}?showDeleted=true`);
    await ada('calendars/en.uk%23holiday@group.v.calendar.google.com/events');
    const items = [{ id: 'primary' }, { id: 'nobody@x.example' }];
    await ada('freeBusy', { timeMin: '2026-05-01T00:00:00Z', timeMax: '2026-05-09T00:00:00Z', items });
    await ada(`${events}/nothing`);
    await ada(`${events}/${made.id}`, { summary: 'x' }, { ...patch, headers: { 'if-match': '"0"' } });
    const exchanges = sandbox.requests('google').slice(before);
    expect(exchanges.map(({ response }) => response.status).filter((status) => status >= 300)).toEqual([
      404, 412,
    ]);
    expect(await specProblems('google', exchanges)).toBe('');
  });

  test('what X is asked and answers, refusals included', async () => {
    const api = apiOf(sandbox.x, (await connect(sandbox, 'x')).access_token);
    const me = (
      await api('/2/users/me?user.fields=created_at,description,public_metrics,verified,verified_type')
    ).body.data;
    const fields =
      'tweet.fields=author_id,created_at,conversation_id,entities,in_reply_to_user_id,lang,public_metrics,referenced_tweets,reply_settings';
    const expansions = 'expansions=author_id,referenced_tweets.id,entities.mentions.username';
    const created = await api('/2/tweets', {
      method: 'POST',
      body: { text: 'To be checked #check https://example.com' },
    });
    await api('/2/tweets', {
      method: 'POST',
      body: { text: 'Reply', reply: { in_reply_to_tweet_id: created.body.data.id } },
    });
    await api('/2/tweets', { method: 'POST', body: { text: 'Reply', reply: { in_reply_to_tweet_id: '1' } } });
    await api(`/2/tweets/search/recent?query=from:grace_sandbox&max_results=10&${fields}&${expansions}`);
    await api('/2/tweets/search/recent?query=nothingfitsthis');
    await api(`/2/users/${me.id}/timelines/reverse_chronological?max_results=50&${fields}&${expansions}`);
    await api(`/2/tweets/${created.body.data.id}?${fields}`);
    await api('/2/tweets/1');
    await api('/2/users/by/username/grace_sandbox?user.fields=description');
    await api('/2/users/by/username/nobody');
    await api(
      '/2/dm_events?dm_event.fields=created_at,dm_conversation_id,sender_id,text,event_type&expansions=sender_id',
    );
    await api('/2/dm_conversations/with/1906120919920001002/dm_events?max_results=10');
    await api(`/2/tweets/${created.body.data.id}`, { method: 'DELETE' });
    await apiOf(sandbox.x, 'unknown')('/2/users/me');
    const exchanges = sandbox.requests('x');
    expect(exchanges).toHaveLength(15);
    expect(await specProblems('twitter', exchanges)).toBe('');
  });

  test('what GitHub is asked and answers, refusals included', async () => {
    const api = githubOf(sandbox, (await connectAt(sandbox)).access_token);
    const engine = '/repos/engine-society/engine';
    const lines = [
      '',
      '/labels',
      '/milestones',
      '/assignees',
      '/issues?state=all',
      '/issues/1',
      '/issues/999',
    ]
      .concat(['/issues/1/comments', '/pulls?state=all', '/pulls/2', '/pulls/2/files', '/pulls/5/files'])
      .concat(['/pulls/2/reviews', '/contents/README.md', '/contents/docs', '/contents/data/numbers.txt'])
      .concat(['/actions/workflows', '/actions/runs', '/actions/workflows/ci.yml/runs']);
    for (const line of lines) await api(`GET ${engine}${line}`);
    for (const path of ['/user', '/user/repos', '/orgs/engine-society/repos', '/users/grace-sandbox/repos'])
      await api(`GET ${path}`);
    await api('GET /search/issues?q=engine+is:issue&sort=updated');
    await api('GET /search/repositories?q=engine');
    await api('GET /search/code?q=punched', undefined, { accept: 'application/vnd.github.text-match+json' });
    await api('GET /search/issues?q=is:pr+repo:nobody/nothing');
    const issue = await api(`POST ${engine}/issues`, {
      title: 'To be checked',
      labels: ['bug', 'brand new'],
    });
    await api(`POST ${engine}/issues`, { title: '' });
    await api(`PATCH ${engine}/issues/${issue.body.number}`, { state: 'closed', milestone: 1 });
    await api(`POST ${engine}/issues/${issue.body.number}/comments`, { body: 'Checked' });
    await api(`POST ${engine}/pulls/2/reviews`, { event: 'APPROVE' });
    await api(`PUT ${engine}/pulls/2/merge`, { merge_method: 'squash' });
    await api(`PUT ${engine}/pulls/5/merge`, {});
    await api(`POST ${engine}/pulls`, { title: 'Again', head: 'warm-up', base: 'main' });
    const dispatch = `POST ${engine}/actions/workflows/release.yml/dispatches`;
    await api(dispatch, { ref: 'main', return_run_details: true });
    await api(dispatch, { ref: 'main' });
    await githubOf(sandbox, 'unknown')('GET /user');
    const exchanges = sandbox.requests('github');
    expect(exchanges.length).toBeGreaterThan(35);
    expect(await specProblems('github', exchanges)).toBe('');
  });

  test('and the check would notice what does not', async () => {
    const [exchange] = sandbox.requests('google').filter(({ url }) => url.endsWith('/profile'));
    if (!exchange) throw new Error('Nothing was recorded.');
    const wrong = { ...exchange, response: { ...exchange.response, body: { messagesTotal: 'many' } } };
    expect(await specProblems('google', [wrong])).toContain('messagesTotal');
  });
});

test('recorded exchanges look like the real service’s and hold no token', async () => {
  const { access_token } = await connect(sandbox, 'google');
  await apiOf(sandbox.google, access_token)('/gmail/v1/users/me/profile');
  const last = sandbox.requests('google').at(-1);
  expect(last).toMatchObject({
    method: 'GET',
    url: 'https://gmail.googleapis.com/gmail/v1/users/me/profile',
    headers: { authorization: 'Bearer hidden' },
    response: { status: 200, body: { emailAddress: 'ada@sandbox.example' } },
  });
  expect(JSON.stringify(sandbox.requests('google'))).not.toContain(access_token);
});
