// Compares what each published package exports with its committed api.txt. With --write it writes the files.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publicSurface } from './public-surface.ts';
import { publishedPackages, root } from './workspace.ts';

const isWriting = process.argv.includes('--write');
for (const workspacePackage of publishedPackages()) {
  const name = `${workspacePackage.folder}/api.txt`;
  const file = path.join(root, name);
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const surface = publicSurface(workspacePackage);
  if (isWriting) writeFileSync(file, surface);
  else compare({ name, known, surface });
}

function compare({ name, known, surface }: { name: string; known: string; surface: string }) {
  const before = qualifiedLines(known);
  const after = qualifiedLines(surface);
  const removed = [...before].filter((line) => !after.has(line));
  const added = [...after].filter((line) => !before.has(line));
  console.log(`${name}: ${after.size} exports, ${added.length} new, ${removed.length} gone`);
  for (const line of removed) console.log(`  - ${line}`);
  for (const line of added) console.log(`  + ${line}`);
  if (surface === known) return;
  console.log('  If this is meant, write it down with "pnpm api" and add a changeset.');
  process.exitCode = 1;
}

/** Each export together with its entry: the same name may stand in several. */
function qualifiedLines(surface: string) {
  let entry = '';
  const lines = new Set<string>();
  for (const line of surface.split('\n')) {
    if (line.startsWith('  ')) lines.add(`${entry}: ${line.trim()}`);
    else entry = line;
  }
  return lines;
}
