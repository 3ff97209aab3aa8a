// npm test: every check of the repository. npm test -- --only GROUP: one group of them.
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';

runNode(['scripts/run-checks.ts', ...process.argv.slice(2)], bootstrap());
