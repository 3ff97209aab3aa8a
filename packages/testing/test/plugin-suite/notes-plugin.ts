import {
  type AnyPlugin,
  type IntegrationPlugin,
  type OAuthClient,
  type ToolContext,
  tool,
} from '@sidecar/core';
import { z } from 'zod';
import { notesAuth } from './notes-auth.ts';
import {
  integration,
  type Note,
  type NotesClient,
  type NotesParts,
  notesClient,
  origin,
  soundParts,
} from './notes-client.ts';

const noteOutput = z.object({ id: z.string(), title: z.string(), tags: z.array(z.string()) });

function view({ id, title, tags }: Note) {
  return { id, title, tags: tags ?? [] };
}

/** Lists notes. */
export const noteList = tool({
  name: 'note_list',
  description: 'List all notes.',
  effect: 'read',
  scopes: ['notes.read'],
  input: z.strictObject({ limit: z.int().min(1).max(50).default(10).describe('How many notes at most.') }),
  output: z.object({ notes: z.array(noteOutput) }),
  execute: async ({ limit }, { client, signal }: ToolContext<NotesClient>) => {
    const { notes } = await client.list(signal);
    return { notes: notes.slice(0, limit).map(view) };
  },
});

/** Searches notes, with a request that is a POST and only reads. */
export const noteSearch = tool({
  name: 'note_search',
  description: 'Search notes by their text.',
  effect: 'read',
  scopes: ['notes.read'],
  input: z.strictObject({ text: z.string().min(1).describe('What to look for.') }),
  output: z.object({ notes: z.array(noteOutput) }),
  execute: async ({ text }, { client, signal }: ToolContext<NotesClient>) => {
    const { notes } = await client.search(text, signal);
    return { notes: notes.map(view) };
  },
});

/** Writes a note. */
export const noteCreate = tool({
  name: 'note_create',
  description: 'Write a new note.',
  effect: 'write',
  scopes: [['notes.write', 'notes.all']],
  input: z.strictObject({ title: z.string().min(1).describe('The title of the note.') }),
  output: noteOutput,
  execute: async ({ title }, { client, signal }: ToolContext<NotesClient>) =>
    view(await client.create(title, signal)),
});

/** Archives a note; doing it twice does no harm. */
export const noteArchive = tool({
  name: 'note_archive',
  description: 'Put a note into the archive.',
  effect: 'destructive',
  scopes: ['notes.write'],
  input: z.strictObject({
    id: z.string().regex(/^\w+$/).describe('The id of the note.'),
  }),
  output: noteOutput,
  execute: async ({ id }, { client, signal }: ToolContext<NotesClient>) =>
    view(await client.archive(id, signal)),
});

/** A small plugin that keeps every rule; tests break one thing of it at a time. */
export function notesPlugin(parts: Partial<NotesParts> = {}, client?: OAuthClient) {
  return {
    specificationVersion: 'v1',
    ...integration,
    description: 'Read and write notes',
    icon: '🗒️',
    category: 'productivity',
    capabilities: { read: ['notes'], write: ['notes'], webhooks: false },
    auth: notesAuth(client),
    apiOrigins: ({ site }) => [new URL(site ?? origin).origin],
    createClient: ({ fetch, connection }) =>
      notesClient({ fetch, base: connection.site ?? origin }, { ...soundParts, ...parts }),
    identify: async (notes, signal) => {
      const { id, email } = await notes.me(signal);
      return { id, label: email };
    },
    settings: z.strictObject({ language: z.string().default('en') }),
    tools: [noteList, noteSearch, noteCreate, noteArchive],
  } as const satisfies IntegrationPlugin<NotesClient, { language: string }>;
}

/** The plugin with some of its members replaced, as loosely as JavaScript would let its author. */
export function brokenNotes(changes: Readonly<Record<string, unknown>>): AnyPlugin {
  return { ...notesPlugin(), ...changes } as AnyPlugin;
}
