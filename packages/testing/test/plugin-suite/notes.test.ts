import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { testPlugin } from '../../src/index.ts';
import { notesConnections } from './notes-connections.ts';
import { notesExamples } from './notes-examples.ts';
import { writeNotesPackage } from './notes-package.ts';
import { notesPlugin } from './notes-plugin.ts';
import { runNodeTests } from './run-node-tests.ts';

const notesPackage = await writeNotesPackage();
afterAll(() => notesPackage.remove());

testPlugin(notesPlugin(), { describe, it, packageFolder: notesPackage.folder, ...notesExamples });

for (const connection of Object.values(notesConnections))
  describe(`connected by ${connection.auth}`, () => {
    testPlugin(notesPlugin(), {
      describe,
      it,
      packageFolder: notesPackage.folder,
      ...notesExamples,
      connection,
    });
  });

it('is the same suite under node:test', async () => {
  const file = fileURLToPath(new URL('notes-under-node-test.ts', import.meta.url));
  const { passed, failed } = await runNodeTests(file);
  expect({ passed, failed }).toEqual({ passed: 24, failed: 0 });
});
