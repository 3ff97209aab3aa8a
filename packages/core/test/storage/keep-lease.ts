import { setTimeout } from 'node:timers/promises';
import { workerStore } from './worker-store.ts';

// Waits for a lease and keeps it by renewing it. When it is lost, gives back what it has and says so.
const [folder = '', name = '', ttlMs = ''] = process.argv.slice(2);
const { leases } = workerStore(folder);
let lease = await leases?.acquire(name, Number(ttlMs));
for (; !lease; lease = await leases?.acquire(name, Number(ttlMs))) await setTimeout(20);
process.stdout.write('held\n');
while (await lease.renew()) await setTimeout(50);
await lease.release();
process.stdout.write('lost\n');
setInterval(() => {}, 1000);
