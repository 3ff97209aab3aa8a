import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { workerStore } from './worker-store.ts';

// Holds a lease again and again for a while, and writes down each moment at which it was told that it still has it, in
// microseconds of the clock that all processes share.
const [folder = '', log = '', ttlMs = ''] = process.argv.slice(2);
const { leases } = workerStore(folder);
const now = () => process.hrtime.bigint() / 1000n;

process.stdout.write('ready\n');
for (;;) {
  const lease = await leases?.acquire('ada', Number(ttlMs));
  const since = now();
  for (let beats = Math.random() * 30; lease && beats > 0; beats -= 1) {
    const until = now();
    if (!(await lease.renew())) break;
    appendFileSync(log, `${process.pid} ${since} ${until}\n`);
    await setTimeout(Math.random() * 10);
  }
  await lease?.release();
  await setTimeout(Math.random() * 10);
}
