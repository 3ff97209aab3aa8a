import { ProcessLock } from '../../src/storage/file/process-lock.ts';

// Collects the warnings of this process while SQLite is loaded and afterwards.
const [path = ''] = process.argv.slice(2);
const warnings: string[] = [];
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
new ProcessLock(path).tryAcquire();
process.emitWarning('ours');
process.emitWarning('ours too', 'ExperimentalWarning');
setImmediate(() => process.stdout.write(JSON.stringify(warnings)));
