// npm run host: the web application of examples/express-host.
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';

runNode(['examples/express-host/src/main.ts', ...process.argv.slice(2)], bootstrap());
