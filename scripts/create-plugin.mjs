// npm run create-plugin: writes a new plugin into this repository.
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';

runNode(['packages/create-plugin/src/main.ts', ...process.argv.slice(2)], bootstrap());
