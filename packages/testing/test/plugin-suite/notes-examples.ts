import type { PluginSuiteOptions } from '../../src/index.ts';
import { notesPlugin } from './notes-plugin.ts';

const note = { id: 'n1', title: 'Engine', tags: ['steam', 'brass'], owner: { name: 'Ada' } };

/** What the notes plugin is tried with, but for the test runner and the folder of the package. */
export const notesExamples = {
  withClient: (client) => notesPlugin({}, client),
  connection: {
    answers: [{ method: 'GET', path: '/v1/me', body: { id: 'p1', email: 'ada@example.com' } }],
  },
  examples: {
    note_list: {
      input: { limit: 1 },
      answers: [{ method: 'GET', path: '/v1/notes', body: { notes: [note, note] } }],
      output: { notes: [{ id: 'n1', title: 'Engine', tags: ['steam', 'brass'] }] },
    },
    note_search: {
      input: { text: 'engine' },
      answers: [{ method: 'POST', path: '/v1/search', requestIncludes: 'engine', body: { notes: [note] } }],
    },
    note_create: {
      input: { title: 'Engine' },
      answers: [{ method: 'POST', path: '/v1/notes', status: 201, body: note }],
    },
    note_archive: {
      input: { id: 'n1' },
      answers: [{ method: 'PUT', path: '/v1/notes/:id/archive', idempotent: true, body: note }],
    },
  },
} as const satisfies Omit<PluginSuiteOptions, 'describe' | 'it' | 'packageFolder'>;
