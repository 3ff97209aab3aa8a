// Relays one port, in the network namespace in which it was started, and says when it does.
import type { Address } from './fault-subject.ts';
import { relay } from './host-network.ts';

const [from, target]: [Address, Address] = JSON.parse(process.argv[2] ?? '[]');
await relay(from, target);
process.stdout.write('ready\n');
