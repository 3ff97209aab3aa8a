// Plays fault runs with a store that has a flaw and prints a table: `node test/faults.ts '<flaw>' [scenario …]`.
import { faultTable } from '../src/index.ts';
import { type Flaw, flaws } from './flawed-stores.ts';
import { flawedSubject } from './flawed-subject.ts';

const [given = 'none', ...names] = process.argv.slice(2);
const isFlaw = (name: string): name is Flaw => Object.hasOwn(flaws, name);
if (!isFlaw(given)) throw new Error(`There is no flaw "${given}": ${Object.keys(flaws).join(', ')}.`);
const { subject, close } = await flawedSubject(given);
for await (const row of faultTable(subject, names.length > 0 ? names : undefined)) console.log(row);
await close();
