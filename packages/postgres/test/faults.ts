// Plays every fault run on a PostgreSQL server of its own and prints a table; names of scenarios choose among them.
import { faultTable } from '@sidecar/store-faults';
import { postgresFaultSubject } from './fault-subject.ts';

const names = process.argv.slice(2);
const { subject, close } = await postgresFaultSubject();
try {
  for await (const row of faultTable(subject, names.length > 0 ? names : undefined)) {
    console.log(row);
    if (row.includes('BROKEN')) process.exitCode = 1;
  }
} finally {
  await close();
}
