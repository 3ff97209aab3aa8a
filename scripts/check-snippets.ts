// Compiles the TypeScript code blocks of every README and of the documentation, each file as its readers see it.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { markdownSnippets } from './markdown-snippets.ts';
import { root, workspacePackages } from './workspace.ts';

const project = mkdtempSync(path.join(tmpdir(), 'sidecar-snippets-'));
try {
  linkPackages();
  const sources = new Map(markdownFiles().flatMap((file) => writeSnippets(file)));
  if (sources.size > 0) compile(sources);
  console.log(`${sources.size} programs in ${new Set(sources.values()).size} Markdown files`);
} finally {
  rmSync(project, { recursive: true, force: true });
}

function markdownFiles() {
  const docs = path.join(root, 'docs');
  const documents = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }) : [];
  return [
    ...readdirSync(root),
    ...documents.map((name) => path.join('docs', name)),
    ...workspacePackages().map(({ folder }) => `${folder}/README.md`),
  ].filter((file) => file.endsWith('.md') && existsSync(path.join(root, file)));
}

/** Everything that a package of the workspace can import, a snippet can. */
function linkPackages() {
  for (const { folder, manifest } of workspacePackages()) {
    link(manifest.name, path.join(root, folder));
    const { dependencies, devDependencies, peerDependencies } = manifest;
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })) {
      link(name, path.join(root, folder, 'node_modules', name));
    }
  }
  link('@types/node', path.join(root, 'node_modules/@types/node'));
}

function link(name: string, target: string) {
  const place = path.join(project, 'node_modules', name);
  if (existsSync(place) || !existsSync(target)) return;
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(target, place, 'junction');
}

function writeSnippets(file: string): [string, string][] {
  return markdownSnippets(readFileSync(path.join(root, file), 'utf8')).map(({ code, firstLine }) => {
    const name = `${file.replace(/\W+/g, '-')}-${firstLine}.ts`;
    writeFileSync(path.join(project, name), `${code}export {};\n`);
    return [name, file];
  });
}

function compile(sources: Map<string, string>) {
  const configuration = {
    extends: path.join(root, 'tsconfig.base.json'),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, typeRoots: ['node_modules/@types'] },
    include: ['*.ts'],
  };
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(configuration));
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
  const tsc = path.join(root, 'node_modules', '.bin', 'tsc');
  const outcome = spawnSync(tsc, ['-p', '.', '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (outcome.status === 0) return;
  console.log(
    outcome.stdout.replace(
      /^([\w-]+\.ts)\((\d+),/gm,
      (_, name, line) => `${sources.get(name)}:${line} (column `,
    ),
  );
  process.exitCode = 1;
}
