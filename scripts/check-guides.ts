// Does what the guides tell their readers to do, word for word, outside of the repository with the packed packages.
import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type GuideStep, guideSteps, unseenLines } from './guide-steps.ts';
import { packPublishedPackages } from './packed-packages.ts';
import { startTarballRegistry } from './tarball-registry.ts';
import { root } from './workspace.ts';

const guides = ['docs/write-a-plugin.md', 'docs/write-a-token-store.md'];

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'sidecar-guides-')));
mkdirSync(path.join(temporary, 'tarballs'));
const registry = await startTarballRegistry(packPublishedPackages(path.join(temporary, 'tarballs')));
const environment = {
  ...process.env,
  'npm_config_@sidecar:registry': registry.url,
  npm_config_cache: ownCache(),
  // Readers say yes when npm asks whether it may download the program.
  npm_config_yes: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  // A checkout's own tools would hide what a reader has to install.
  PATH: readersPath(),
  NO_COLOR: '1',
};
try {
  for (const guide of guides) {
    const started = performance.now();
    const problem = await follow(guide);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(problem ?? `${guide}: everything happens as it says (${seconds} s)`);
    if (problem) process.exitCode = 1;
  }
} finally {
  registry.close();
  rmSync(temporary, { recursive: true, force: true });
}

/** What does not happen as a guide says; undefined when everything does. */
async function follow(guide: string): Promise<string | undefined> {
  const reader = { folder: mkdtempSync(path.join(temporary, 'reader-')), printed: '' };
  for (const step of guideSteps(readFileSync(path.join(root, guide), 'utf8'))) {
    const problem = await take(step, reader);
    if (problem !== undefined) return `${guide}:${step.line}: ${problem}\n\nPrinted was:\n${reader.printed}`;
  }
  return undefined;
}

/** Takes one step, in the folder where the one before ended; says what went another way than told. */
async function take(step: GuideStep, reader: { folder: string; printed: string }) {
  if (step.kind === 'see') {
    const unseen = unseenLines(step.lines, reader.printed);
    return unseen.length > 0 ? `was not printed: ${unseen.join(' | ')}` : undefined;
  }
  if (step.kind === 'write') {
    const file = path.join(reader.folder, step.file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, step.text);
    return undefined;
  }
  const ended = await runCommands(step.commands, reader.folder);
  reader.printed = ended.output;
  reader.folder = ended.folder;
  const isAsTold = ended.isGood !== step.shouldFail;
  return isAsTold ? undefined : `should ${step.shouldFail ? 'fail' : 'succeed'}: ${step.commands}`;
}

/** Runs a block in a shell of its own; the next one begins in the folder where it ended. */
async function runCommands(commands: string, folder: string) {
  const end = path.join(temporary, 'folder');
  const script = `trap 'pwd > "${end}"' EXIT\n${commands}`;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on('data', (text) => {
      output += String(text);
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    shell.on('error', reject).on('close', resolve);
  });
  return { isGood: exitCode === 0, output, folder: readFileSync(end, 'utf8').trim() };
}

/** What was downloaded before is shared; what `npm create` installs is not, since it would be taken again next time. */
function ownCache() {
  const shared = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim();
  const cache = path.join(temporary, 'cache');
  mkdirSync(cache);
  mkdirSync(path.join(shared, '_cacache'), { recursive: true });
  symlinkSync(path.join(shared, '_cacache'), path.join(cache, '_cacache'), 'junction');
  return cache;
}

function readersPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.filter((folder) => folder !== path.join(root, 'node_modules', '.bin')).join(path.delimiter);
}
