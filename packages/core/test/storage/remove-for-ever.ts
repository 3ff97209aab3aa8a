import { rmSync } from 'node:fs';

// Removes a file whenever it is there, until it is killed.
const [path = ''] = process.argv.slice(2);
process.stdout.write('removing\n');
for (;;) rmSync(path, { force: true });
