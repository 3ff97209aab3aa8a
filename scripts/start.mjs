// npm start: the tour. npm start -- COMMAND …: any command of the CLI example.
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';

// The program itself knows which words are flags and which a command. Set here for those who run this file without npm.
const environment = { ...bootstrap(), npm_lifecycle_event: 'start' };

runNode(['examples/cli/src/main.ts', ...process.argv.slice(2)], environment);
