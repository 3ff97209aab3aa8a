import { ProcessLock } from '../../src/storage/file/process-lock.ts';

// Tries once to take a lock.
const [path = ''] = process.argv.slice(2);
const lock = new ProcessLock(path);
process.stdout.write(lock.tryAcquire() ? 'acquired\n' : 'refused\n');
