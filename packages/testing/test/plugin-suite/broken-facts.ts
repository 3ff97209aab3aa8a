import { oauth2, tool } from '@sidecar/core';
import { z } from 'zod';
import type { BrokenPlugin } from './broken-plugin.ts';
import { notesExamples } from './notes-examples.ts';
import { brokenNotes, noteArchive, noteCreate, noteList, noteSearch, notesPlugin } from './notes-plugin.ts';

const sound = notesPlugin();
const { oauth } = sound.auth;

/** The notes plugin with one more tool that answers nothing. */
function withTool(facts: Readonly<Record<string, unknown>>) {
  const extra = {
    ...tool({
      name: 'note_count',
      description: 'Count notes.',
      effect: 'read',
      input: z.strictObject({}),
      output: z.object({}),
      execute: async () => ({}),
    }),
    ...facts,
  };
  return brokenNotes({ tools: [...sound.tools, extra] });
}

function withScopes(scopes: readonly string[]) {
  return brokenNotes({ auth: { oauth: oauth2({ ...oauth, scopes }) } });
}

function withOtherScopes(scopes: readonly string[], facts: Parameters<typeof withTool>[0]) {
  const otherScopes = { person: { parameter: 'person_scope', scopes } };
  return { ...withTool(facts), auth: { oauth: oauth2({ ...oauth, otherScopes }) } };
}

function withModule(module: string): Pick<BrokenPlugin, 'plugin' | 'options'> {
  return { plugin: sound, options: { files: { module } } };
}

/** Plugins whose data, tools or package are wrong. */
export const brokenFacts: readonly BrokenPlugin[] = [
  {
    rule: 'contract',
    what: 'is made for another contract',
    plugin: brokenNotes({ specificationVersion: 'v2' }),
    says: /specificationVersion/,
  },
  {
    rule: 'contract',
    what: 'has its name for an id',
    plugin: brokenNotes({ id: 'My Notes' }),
    says: /id "My Notes"/,
  },
  {
    rule: 'contract',
    what: 'has the name of a file for an icon',
    plugin: brokenNotes({ icon: 'notes.png' }),
    says: /icon/,
  },
  { rule: 'contract', what: 'has two emoji for an icon', plugin: brokenNotes({ icon: '🗒️🗒️' }), says: /icon/ },
  {
    rule: 'contract',
    what: 'gives the base URL of its API for an origin',
    plugin: brokenNotes({ apiOrigins: ['https://api.notes.example/v1/'] }),
    says: /not an origin/,
  },
  {
    rule: 'contract',
    what: 'sends credentials without encryption',
    plugin: brokenNotes({ apiOrigins: ['http://api.notes.example'] }),
    says: /not https/,
  },
  {
    rule: 'contract',
    what: 'writes and does not say so in its capabilities',
    plugin: brokenNotes({ capabilities: { read: ['notes'], write: [], webhooks: false } }),
    says: /capabilities.write is empty/,
  },
  {
    rule: 'contract',
    what: 'has a tool for an auth method that is not there',
    plugin: withTool({ auth: ['apiKey'] }),
    says: /"apiKey"/,
  },
  {
    rule: 'contract',
    what: 'gets its tokens without encryption',
    plugin: brokenNotes({ auth: { oauth: oauth2({ ...oauth, tokenUrl: 'http://notes.example/token' }) } }),
    says: /tokenUrl "http:\/\/notes.example\/token" is not https/,
  },
  {
    rule: 'tool-names',
    what: 'names its tools as JavaScript does',
    plugin: withTool({ name: 'countNotes' }),
    says: /"countNotes" is not in snake case/,
  },
  {
    rule: 'tool-names',
    what: 'has two tools of one name',
    plugin: withTool({ name: 'note_list' }),
    says: /"note_list" is there twice/,
  },
  {
    rule: 'tool-names',
    what: 'has a name too long for models',
    plugin: withTool({ name: `note_${'count_'.repeat(10)}all` }),
    says: /longer than 64/,
  },
  {
    rule: 'schemas',
    what: 'leaves a field without a description',
    plugin: withTool({ input: z.strictObject({ tag: z.string().optional() }) }),
    says: /note_count: tag has no description/,
  },
  {
    rule: 'schemas',
    what: 'leaves a field within a list without a description',
    plugin: withTool({
      input: z.strictObject({
        tags: z
          .array(z.strictObject({ name: z.string() }))
          .optional()
          .describe('Tags.'),
      }),
    }),
    says: /note_count: tags.name/,
  },
  {
    rule: 'schemas',
    what: 'takes a Date, which JSON does not have',
    plugin: withTool({ input: z.strictObject({ since: z.date().optional().describe('Since when.') }) }),
    says: /cannot be converted/,
  },
  {
    rule: 'schemas',
    what: 'answers a Date',
    plugin: withTool({ output: z.object({ at: z.date().optional() }) }),
    says: /cannot be converted/,
  },
  {
    rule: 'schemas',
    what: 'does not say what a tool is for',
    plugin: withTool({ description: ' ' }),
    says: /note_count has no description/,
  },
  {
    rule: 'token-budget',
    what: 'copies its documentation into a description',
    plugin: withTool({ description: 'Count all notes of the connected account. '.repeat(80) }),
    says: /note_count costs about \d+ tokens/,
  },
  {
    rule: 'token-budget',
    what: 'has more tools than a model should read',
    plugin: sound,
    options: { tokenBudget: { all: 100 } },
    says: /all tools cost/,
  },
  {
    rule: 'strict-inputs',
    what: 'ignores what it does not know',
    plugin: brokenNotes({
      tools: [
        { ...noteList, input: z.object({ limit: z.int().default(10).describe('How many.') }) },
        noteSearch,
        noteCreate,
        noteArchive,
      ],
    }),
    says: /note_list takes properties that it does not name/,
  },
  {
    rule: 'strict-inputs',
    what: 'takes anything at all',
    plugin: brokenNotes({ tools: [{ ...noteList, input: z.any() }, noteSearch, noteCreate, noteArchive] }),
    says: /note_list with null as its input/,
  },
  {
    rule: 'settings',
    what: 'needs a setting that nobody gave',
    plugin: brokenNotes({ settings: z.strictObject({ language: z.string() }) }),
    says: /language/,
  },
  {
    rule: 'scopes',
    what: 'asks for fewer scopes than its tools need',
    plugin: withScopes(['notes.read']),
    says: /note_create needs notes.write or notes.all/,
  },
  {
    rule: 'scopes',
    what: 'names several scopes in one text',
    plugin: withTool({ scopes: ['notes.read notes.write'] }),
    says: /which is no scope/,
  },
  {
    rule: 'scopes',
    what: 'asks for a further credential without the scopes of the tool that uses it',
    plugin: withOtherScopes(['notes.list'], { credential: 'person', scopes: ['notes.write'] }),
    says: /note_count needs notes.write, which oauth does not ask for/,
  },
  {
    rule: 'least-scopes',
    what: 'asks for a scope of a further credential just in case',
    plugin: withOtherScopes(['notes.write', 'notes.list'], { credential: 'person', scopes: ['notes.write'] }),
    says: /notes.list is asked for/,
  },
  {
    rule: 'least-scopes',
    what: 'asks for a scope just in case',
    plugin: withScopes(['notes.read', 'notes.write', 'notes.admin']),
    says: /notes.admin is asked for/,
  },
  {
    rule: 'examples',
    what: 'has a tool that nobody tried',
    plugin: withTool({}),
    says: /note_count has no example/,
  },
  {
    rule: 'examples',
    what: 'has an example of a tool that was renamed',
    plugin: sound,
    options: { examples: { ...notesExamples.examples, note_read: { input: {}, answers: [] } } },
    says: /there is an example of note_read/,
  },
  {
    rule: 'examples',
    what: 'answers what its own output schema refuses',
    plugin: brokenNotes({
      tools: [{ ...noteList, output: z.object({ notes: z.string() }) }, noteSearch, noteCreate, noteArchive],
    }),
    says: /note_list failed with invalid_response/,
  },
  {
    rule: 'examples',
    what: 'answers something else than its example says',
    plugin: brokenNotes({
      tools: [{ ...noteList, execute: async () => ({ notes: [] }) }, noteSearch, noteCreate, noteArchive],
    }),
    says: /not the example's output/,
  },
  {
    rule: 'examples',
    what: 'asks more than its example knows',
    plugin: sound,
    options: {
      examples: { ...notesExamples.examples, note_search: { input: { text: 'other' }, answers: [] } },
    },
    says: /no answer is written/,
  },
  {
    rule: 'identify',
    what: 'cannot say who it is',
    plugin: brokenNotes({ identify: undefined }),
    says: /there is no identify/,
  },
  {
    rule: 'identify',
    what: 'reads a field that the provider does not send',
    plugin: brokenNotes({ identify: async () => ({ id: undefined, label: 'Ada' }) }),
    says: /no id|did not say whose account it is/,
  },
  {
    rule: 'identify',
    what: 'has no name for people',
    plugin: brokenNotes({ identify: async () => ({ id: '1', label: '' }) }),
    says: /no label/,
  },
  {
    rule: 'identify',
    what: 'makes up an id',
    plugin: brokenNotes({ identify: async () => ({ id: crypto.randomUUID(), label: 'Ada' }) }),
    says: /differently the second time/,
  },
  {
    rule: 'import',
    what: 'reads its configuration when it is imported',
    ...withModule('export const id = process.env.NOTES_CLIENT_ID;'),
    says: /read the environment variable NOTES_CLIENT_ID/,
  },
  {
    rule: 'import',
    what: 'keeps the fetch that was there',
    ...withModule('const { fetch } = globalThis; export const send = fetch;'),
    says: /touched the global fetch/,
  },
  {
    rule: 'import',
    what: 'extends Request',
    ...withModule('export class NotesRequest extends Request {}'),
    says: /touched the global Request/,
  },
  {
    rule: 'import',
    what: 'starts to clean up a cache',
    ...withModule('setInterval(() => {}, 60_000).unref(); export {};'),
    says: /started a timer/,
  },
  { rule: 'import', what: 'greets', ...withModule("console.log('notes loaded');"), says: /wrote something/ },
  {
    rule: 'import',
    what: 'leaves a mark in the globals',
    ...withModule('globalThis.notesCache = new Map();'),
    says: /added the global notesCache/,
  },
  {
    rule: 'import',
    what: 'mends the language',
    ...withModule('Array.prototype.last = function () { return this.at(-1); };'),
    says: /changed a prototype/,
  },
  {
    rule: 'import',
    what: 'listens for the end of the process',
    ...withModule("process.on('exit', () => {});"),
    says: /listens to events/,
  },
  {
    rule: 'import',
    what: 'lacks a dependency',
    ...withModule("import 'not-installed-anywhere';"),
    says: /failed: .*not-installed-anywhere/,
  },
  { rule: 'import', what: 'ends the process', ...withModule('process.exit(0);'), says: /ended the process/ },
  {
    rule: 'import',
    what: 'takes longer than its limit',
    ...withModule('await new Promise((resolve) => setImmediate(resolve));'),
    options: { importLimitMs: 0 },
    says: /more than 0/,
  },
];
