import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Tokens by connection, in memory or, with a folder, in one JSON file each: what a host writes around a library
 * that leaves storing to it.
 */
export function tokenFiles(folder) {
  const memory = new Map();
  const fileOf = (name) => path.join(folder, `${name}.json`);
  return {
    read: async (name) =>
      folder === undefined ? memory.get(name) : JSON.parse(await readFile(fileOf(name), 'utf8')),
    write: async (name, tokens) => {
      if (folder === undefined) return void memory.set(name, tokens);
      // Whole or not at all, so that another process never reads half a file.
      const temporary = `${fileOf(name)}.${process.pid}.${Math.random()}`;
      await writeFile(temporary, JSON.stringify(tokens));
      await rename(temporary, fileOf(name));
    },
  };
}
