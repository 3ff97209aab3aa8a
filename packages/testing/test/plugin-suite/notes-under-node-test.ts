import { after, describe, it } from 'node:test';
import { testPlugin } from '../../src/index.ts';
import { notesExamples } from './notes-examples.ts';
import { writeNotesPackage } from './notes-package.ts';
import { notesPlugin } from './notes-plugin.ts';

const notesPackage = await writeNotesPackage();
after(() => notesPackage.remove());

testPlugin(notesPlugin(), { describe, it, packageFolder: notesPackage.folder, ...notesExamples });
