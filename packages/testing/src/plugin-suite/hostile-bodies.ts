import type { Fault } from './provider/fault.ts';

type HostileAnswer = Fault & { readonly kind: 'answer' };

const deep = 20_000;

/** Refusals whose bodies are not what the provider documents, by what they are. */
export const hostileRefusals: ReadonlyMap<string, HostileAnswer> = new Map(
  [400, 403].flatMap((status) =>
    [
      '',
      'null',
      '[null]',
      '"text"',
      '<html>',
      '{"error":null,"errors":null}',
      '{"error":"text","errors":"text","message":{}}',
      '{"error":{"message":7,"errors":[null],"details":[null]},"errors":[null],"detail":[]}',
    ].map((body): [string, HostileAnswer] => [
      `${status} and ${body || 'nothing'}`,
      { ...json(body), status },
    ]),
  ),
);

/** Answers with a success status that no provider should give, by what they are. */
export const hostileAnswers: ReadonlyMap<string, HostileAnswer> = new Map(
  Object.entries({
    null: json('null'),
    'an empty list': json('[]'),
    'an empty object': json('{}'),
    'a list of nulls': json('[null,null]'),
    'a text': json('"text"'),
    'a number': json('42'),
    'half of JSON': json('{"id":'),
    'nothing at all': json(''),
    'no content': { kind: 'answer' as const, status: 204 },
    'a page of HTML': html('<!doctype html><title>Sign in</title>'),
    'JSON that is called HTML': html('{}'),
    bytes: { kind: 'answer' as const, status: 200, body: new Uint8Array([0, 255, 254, 0, 216, 1]) },
    'a text of 2 MB': json(JSON.stringify('x'.repeat(2_000_000))),
    'a page of 2 MB': html(`<p>${'x'.repeat(2_000_000)}`),
    'lists within lists': json(`${'['.repeat(deep)}${']'.repeat(deep)}`),
    'objects within objects': json(`${'{"data":'.repeat(deep)}1${'}'.repeat(deep)}`),
    'a prototype': json('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  }),
);

function json(body: string): HostileAnswer {
  return { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body };
}

function html(body: string): HostileAnswer {
  return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
