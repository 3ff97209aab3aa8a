import { expect, it } from 'vitest';
import { richText } from '../../test/answers.ts';
import { plainValue, propertiesSchema } from './property-value.ts';

function read(property: object) {
  const value = propertiesSchema.parse({ it: property })?.it;
  return value && plainValue(value);
}

const date = { start: '2026-01-31T09:00:00.000+01:00', end: null, time_zone: null };
const ada = { object: 'user', id: 'u1', name: 'Ada' };

it.each([
  [{ type: 'title', title: [...richText('Two '), ...richText('parts')] }, 'Two parts'],
  [{ type: 'rich_text', rich_text: [] }, ''],
  [{ type: 'number', number: 0 }, 0],
  [{ type: 'number', number: null }, null],
  [{ type: 'select', select: { name: 'High' } }, 'High'],
  [{ type: 'status', status: null }, null],
  [{ type: 'multi_select', multi_select: [{ name: 'a' }, { name: 'b' }] }, ['a', 'b']],
  [{ type: 'date', date }, '2026-01-31T09:00:00.000+01:00'],
  [{ type: 'date', date: { start: '2026-01-31', end: '2026-02-02' } }, '2026-01-31/2026-02-02'],
  [{ type: 'people', people: [ada, { object: 'user', id: 'u2' }] }, ['Ada', 'u2']],
  [{ type: 'checkbox', checkbox: true }, true],
  [{ type: 'url', url: 'https://example.com' }, 'https://example.com'],
  [{ type: 'email', email: null }, null],
  [{ type: 'phone_number', phone_number: '1' }, '1'],
  [
    { type: 'files', files: [{ name: 'a.pdf', type: 'file', file: { url: 'https://s3/a' } }] },
    ['[a.pdf](https://s3/a)'],
  ],
  [{ type: 'relation', relation: [{ id: 'p1' }], has_more: true }, ['p1', '… and more']],
  [{ type: 'unique_id', unique_id: { prefix: 'TASK', number: 12 } }, 'TASK-12'],
  [{ type: 'unique_id', unique_id: { prefix: null, number: 12 } }, '12'],
  [{ type: 'created_by', created_by: ada }, 'Ada'],
  [{ type: 'created_time', created_time: '2026-01-31T09:00:00.000Z' }, '2026-01-31T09:00:00.000Z'],
  [{ type: 'verification', verification: { state: 'verified' } }, 'verified'],
  [{ type: 'place', place: { name: 'Madrid', lat: 40, lon: -3 } }, 'Madrid'],
  [{ type: 'formula', formula: { type: 'string', string: 'x' } }, 'x'],
  [{ type: 'formula', formula: { type: 'boolean', boolean: false } }, false],
  [{ type: 'formula', formula: { type: 'date', date } }, '2026-01-31T09:00:00.000+01:00'],
  [{ type: 'formula', formula: { type: 'number', number: null } }, null],
  [{ type: 'rollup', rollup: { type: 'number', number: 3, function: 'sum' } }, 3],
  [
    { type: 'rollup', rollup: { type: 'date', date, function: 'latest_date' } },
    '2026-01-31T09:00:00.000+01:00',
  ],
  [
    {
      type: 'rollup',
      rollup: {
        type: 'array',
        array: [
          { type: 'number', number: 1 },
          { type: 'title', title: richText('x') },
          { type: 'select', select: null },
        ],
        function: 'show_original',
      },
    },
    ['1', 'x'],
  ],
  [{ type: 'button', button: {} }, undefined],
  [{ type: 'something_new', something_new: 1 }, undefined],
  [{ type: 'number', number: 'three' }, null],
  [{ type: 7 }, undefined],
])('reads %j as %j', (property, value) => {
  expect(read(property)).toEqual(value);
});
