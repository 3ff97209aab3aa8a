import { workerStore } from './worker-store.ts';

// Takes a lease and ends without giving it back.
const [folder = ''] = process.argv.slice(2);
const lease = await workerStore(folder).leases?.acquire('ada', 3000);
process.stdout.write(lease ? 'held\n' : 'refused\n');
