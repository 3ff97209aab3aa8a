import { expect, it } from 'vitest';
import { sandboxGithub } from '../test/sandbox-github.ts';

const repository = 'engine-society/engine';
const readOnly = { contents: 'read', issues: 'read', metadata: 'read' } as const;

it('works with what a fine-grained token may do, and names the permission that it lacks', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const login = 'ada@sandbox.example';
  const token = sandbox.github.createToken({ login, repositories: [repository], permissions: readOnly });
  await sidecar.connect('github', { auth: 'token', fields: { token: ` ${token}\n` } });
  expect(await sidecar.status('github')).toMatchObject({ state: 'connected', identity: 'ada-sandbox' });
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
  const { repositories } = await sidecar.run('repositories_list', {});
  expect(repositories.map((found) => found.repository)).toEqual([
    'engine-society/engine',
    'engine-society/website',
  ]);
  await expect(sidecar.run('issue_create', { repository, title: 'Hello' })).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: expect.stringContaining('issues=write'),
    nextAction: expect.stringContaining('issues=write'),
  });
  const elsewhere = sidecar.run('issues_list', { repository: 'ada-sandbox/diary' });
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
});

it('refuses a token that GitHub does not take, before anything is stored', async () => {
  const { sidecar } = await sandboxGithub();
  const connecting = sidecar.connect('github', { auth: 'token', fields: { token: 'github_pat_wrong' } });
  await expect(connecting).rejects.toMatchObject({ code: 'provider_rejected', integration: 'github' });
  expect(await sidecar.status('github')).toMatchObject({ state: 'disconnected' });
});

it('wants another token when the person has deleted it', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const make = () => sandbox.github.createToken({ login: 'grace@sandbox.example', permissions: readOnly });
  await sidecar.connect('github', { auth: 'token', fields: { token: make() } });
  sandbox.github.endTokens();
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({ code: 'needs_reauth' });
  await sidecar.connect('github', { auth: 'token', fields: { token: make() } });
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
});

it.each([
  ['no token', {}],
  ['spaces', { token: 'two words' }],
  ['a line end within', { token: 'github_pat_a\r\nx-evil: 1' }],
  ['a character that no header takes', { token: 'github_pat_ä' }],
  ['a number', { token: 5 }],
  ['an unknown field', { token: 'github_pat_a', user: 'ada' }],
  ['a site that is no address', { token: 'github_pat_a', site: 'github' }],
  ['a site without TLS', { token: 'github_pat_a', site: 'http://github.acme.example' }],
])('asks for a token again when it is given %s', async (_, fields) => {
  const { sandbox, sidecar } = await sandboxGithub();
  const connecting = sidecar.connect('github', { auth: 'token', fields: fields as never });
  await expect(connecting).rejects.toMatchObject({ code: 'invalid_input' });
  expect(sandbox.requests('github')).toEqual([]);
});

it('says that a site begins with https', async () => {
  const { sidecar } = await sandboxGithub();
  const fields = { token: 'github_pat_a', site: 'http://github.acme.example' };
  await expect(sidecar.connect('github', { auth: 'token', fields })).rejects.toMatchObject({
    fields: [{ path: 'site', message: 'Give an address that begins with https.' }],
  });
});
