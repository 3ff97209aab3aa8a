// Plays every fault run on a Redis server of its own and prints a table; names of scenarios choose among them.
import { faultTable } from '@sidecar/store-faults';
import { redisFaultSubject } from './fault-subject.ts';

const names = process.argv.slice(2);
const { subject, close } = await redisFaultSubject();
try {
  for await (const row of faultTable(subject, names.length > 0 ? names : undefined)) {
    console.log(row);
    if (row.includes('BROKEN')) process.exitCode = 1;
  }
} finally {
  await close();
}
