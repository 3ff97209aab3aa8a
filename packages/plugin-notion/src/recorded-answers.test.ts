import { playedApi, recordedCalls, replay, sharedFolder } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { ids, listAnswer, pageAnswer, tasksAnswer } from '../test/answers.ts';
import { runTool } from '../test/run-tool.ts';

type Body = Record<string, unknown> & { id?: string; results?: object[] };

function recorded(method: string, pathname: RegExp) {
  return recordedCalls<Body>('notion', method, pathname);
}

const id = '[\\da-f-]{32,36}';
const real = it.skipIf(!sharedFolder);

real('reads every recorded page (needs SIDECAR_SHARED)', async () => {
  const pages = [
    ...recorded('GET', new RegExp(`/pages/${id}$`)),
    ...recorded('PATCH', new RegExp(`/pages/${id}$`)),
    ...recorded('POST', /\/v1\/pages$/),
  ];
  for (const { response } of pages) {
    const notion = playedApi({
      [`GET /v1/pages/${response.body.id}`]: response.body,
      [`GET /v1/blocks/${response.body.id}/children`]: listAnswer([]),
    });
    expect(await runTool('pages_read', { page: response.body.id }, notion)).toMatchObject({
      id: response.body.id,
      title: expect.stringMatching(/./),
      archived: response.body.in_trash,
    });
  }
});

real('reads the recorded answers to pages that were made (needs SIDECAR_SHARED)', async () => {
  for (const { response } of recorded('POST', /\/v1\/pages$/)) {
    const notion = playedApi({ 'POST /v1/pages': response.body });
    const made = await runTool('pages_create', { title: 'Given', parent: ids.page }, notion);
    expect(made).toMatchObject({ id: response.body.id, url: response.body.url });
  }
});

real('reads the recorded blocks, appended and listed (needs SIDECAR_SHARED)', async () => {
  const lists = recorded('GET', new RegExp(`/blocks/${id}/children$`));
  for (const { response } of lists) {
    const notion = playedApi({
      [`GET /v1/pages/${ids.page}`]: pageAnswer(),
      [`GET /v1/blocks/${ids.page}/children`]: response.body,
    });
    const read = (await runTool('pages_read', { page: ids.page }, notion)) as { content: string };
    expect(read.content).not.toContain('[!NOTION]');
  }
  for (const { response } of recorded('PATCH', new RegExp(`/blocks/${id}/children$`))) {
    const notion = playedApi({
      [`GET /v1/pages/${ids.page}`]: pageAnswer(),
      [`PATCH /v1/blocks/${ids.page}/children`]: response.body,
      [`GET /v1/blocks/${ids.page}/children`]: response.body,
    });
    await runTool('pages_update', { page: ids.page, content: 'x' }, notion);
    expect(await runTool('pages_read', { page: ids.page }, notion)).toHaveProperty(
      'content',
      expect.stringMatching(/./),
    );
  }
});

real('reads every recorded single block, of whatever type (needs SIDECAR_SHARED)', async () => {
  const blocks = [
    ...recorded('GET', new RegExp(`/blocks/${id}$`)),
    ...recorded('PATCH', new RegExp(`/blocks/${id}$`)),
    ...recorded('DELETE', new RegExp(`/blocks/${id}$`)),
  ];
  for (const { response } of blocks) {
    const inside = `GET /v1/blocks/${response.body.id}/children`;
    const notion = playedApi({
      [`GET /v1/pages/${ids.page}`]: pageAnswer(),
      [`GET /v1/blocks/${ids.page}/children`]: listAnswer([response.body]),
      [inside]: listAnswer([]),
    });
    const { content } = (await runTool('pages_read', { page: ids.page }, notion)) as { content: string };
    expect(content).not.toBe('');
  }
});

real('reads the recorded data sources and databases (needs SIDECAR_SHARED)', async () => {
  const sources = [
    ...recorded('GET', new RegExp(`/data_sources/${id}$`)),
    ...recorded('PATCH', new RegExp(`/data_sources/${id}$`)),
  ];
  for (const { response } of sources) {
    const notion = playedApi({
      [`GET /v1/data_sources/${response.body.id}`]: response.body,
      [`POST /v1/data_sources/${response.body.id}/query`]: listAnswer([]),
    });
    const answer = await runTool(
      'database_query',
      { database: response.body.id, include_schema: true },
      notion,
    );
    expect(answer).toMatchObject({ rows: [], schema: expect.objectContaining({ Name: 'title' }) });
  }
  const notFound = () =>
    Response.json({ object: 'error', status: 404, code: 'object_not_found' }, { status: 404 });
  for (const { response } of recorded('GET', new RegExp(`/databases/${id}$`))) {
    const [source] = response.body.data_sources as { id: string }[];
    const notion = playedApi({
      [`GET /v1/data_sources/${response.body.id}`]: notFound,
      [`GET /v1/databases/${response.body.id}`]: response.body,
      [`GET /v1/data_sources/${source?.id}`]: { ...tasksAnswer, id: source?.id },
      [`POST /v1/data_sources/${source?.id}/query`]: listAnswer([]),
    });
    expect(await runTool('database_query', { database: response.body.id }, notion)).toEqual({ rows: [] });
  }
});

real('tells the recorded refusal in words (needs SIDECAR_SHARED)', async () => {
  for (const refusal of recorded('GET', /\/v1\/invalid$/)) {
    const notion = playedApi({ [`GET /v1/pages/${ids.page}`]: replay(refusal) });
    await expect(runTool('pages_read', { page: ids.page }, notion)).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('Invalid request URL'),
    });
  }
});
