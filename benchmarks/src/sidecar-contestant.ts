import { createSidecar, memoryStore } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import type { SetUpContestant } from './contestant.ts';
import { notesPlugin } from './notes-plugin.ts';
import { storedRecord } from './stored-record.ts';

/** Sidecar itself: with the memory store, or with the file store when there is a folder. */
export const setUpContestant: SetUpContestant = async ({ endpoints, folder }) => {
  const store = folder === undefined ? memoryStore() : fileStore(folder, { key: [Buffer.alloc(32, 7)] });
  const sidecar = createSidecar({ plugins: [notesPlugin(endpoints)], store });
  return {
    save: async (connection) => {
      const key = `tokens/default/notes/${connection.name}`;
      await store.set(key, storedRecord(connection, endpoints), undefined);
    },
    open: async (name) => ({ source: sidecar.connection('notes', name), tokenOf: String }),
  };
};
