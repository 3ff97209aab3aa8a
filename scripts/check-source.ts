// Rules for the source of the packages that no linter knows, and a report of the longest files and functions.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { longestFunctions } from './longest-functions.ts';
import { isTestFile, typescriptFiles } from './source-files.ts';
import { sourceProblems } from './source-rules.ts';
import { root, workspacePackages } from './workspace.ts';

const sources = workspacePackages()
  .filter(({ folder }) => folder.startsWith('packages/'))
  .flatMap(({ folder }) => typescriptFiles(`${folder}/src`))
  .filter((file) => !isTestFile(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

const problems = sources.flatMap(({ file, text }) => sourceProblems(file, text));
for (const problem of problems) console.log(problem);

const byLength = sources
  .map(({ file, text }) => ({ name: file, lines: text.split('\n').length - 1 }))
  .sort((first, second) => second.lines - first.lines);
const median = byLength[Math.floor(byLength.length / 2)]?.lines ?? 0;
console.log(`Longest files (median ${median} lines):`);
print(byLength);
console.log('Longest functions:');
print(sources.flatMap(({ file, text }) => longestFunctions(file, text)));
console.log(`${sources.length} files, ${problems.length} broken rules`);
process.exitCode = problems.length > 0 ? 1 : 0;

function print(entries: { name: string; lines: number }[]) {
  for (const { name, lines } of entries.sort((first, second) => second.lines - first.lines).slice(0, 5)) {
    console.log(`${String(lines).padStart(6)}  ${name}`);
  }
}
