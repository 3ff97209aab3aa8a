// npm start: the tour. npm start -- COMMAND …: any command of the CLI example.
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';

const given = process.argv.slice(2);
const isForTheProgram = ['-h', '--help', '-V', '--version'].includes(given[0]);
const isTour = given.length === 0 || (given[0].startsWith('-') && !isForTheProgram);

runNode(['examples/cli/src/main.ts', ...(isTour ? ['tour'] : []), ...given], bootstrap());
