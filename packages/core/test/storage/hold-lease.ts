import { workerStore } from './worker-store.ts';

// Takes a lease and keeps it until it is killed.
const [folder = '', name = ''] = process.argv.slice(2);
const lease = await workerStore(folder).leases?.acquire(name, 3000);
process.stdout.write(lease ? 'held\n' : 'refused\n');
setInterval(() => {}, 1000);
