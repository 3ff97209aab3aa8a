// Runs on any Node >= 20 with nothing but npm: gets the pinned Node and pnpm, then the dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const pinnedNode = '24.21.0';
/** The first release that runs TypeScript without a flag. */
const oldestNode = [22, 18];

/** Without a network npm would try for many minutes before it says so. */
const npmOptions = [
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const toolFolder = path.join(root, '.tool');
const isWindows = process.platform === 'win32';

/** Makes the checkout runnable and returns the environment in which its tools are the ones that are found first. */
export function bootstrap() {
  const environment = withPath(process.env, [...toolFolders(), path.join(root, 'node_modules', '.bin')]);
  installDependencies(environment);
  return environment;
}

function toolFolders() {
  const wanted = missingTools();
  if (Object.keys(wanted).length === 0) return [];
  installTools(wanted);
  const binaries = path.join(toolFolder, 'node_modules', '.bin');
  return wanted.node ? [path.join(toolFolder, 'node_modules', 'node', 'bin'), binaries] : [binaries];
}

function withPath(environment, folders) {
  // On Windows the variable is called Path, and a second one with another case would be ignored.
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...environment, [name]: [...folders, environment[name]].join(path.delimiter) };
}

function missingTools() {
  const pinnedPnpm = readPackage().packageManager.replace('pnpm@', '');
  if (!isNodeRecentEnough()) return { node: pinnedNode, pnpm: pinnedPnpm };
  return hasPnpm(pinnedPnpm.split('.')[0]) ? {} : { pnpm: pinnedPnpm };
}

function isNodeRecentEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

function hasPnpm(major) {
  // A corepack shim would try to download: that counts as absent.
  const env = { ...process.env, COREPACK_ENABLE_NETWORK: '0' };
  const answer = spawnSync('pnpm', ['--version'], { env, shell: isWindows, encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.trim().split('.')[0] === major;
}

function installTools(wanted) {
  const description = JSON.stringify({ private: true, dependencies: wanted }, null, 2);
  const ready = path.join(toolFolder, 'ready.json');
  if (readIfPresent(ready) === description) return;
  mkdirSync(toolFolder, { recursive: true });
  writeFileSync(path.join(toolFolder, 'package.json'), description);
  runStep({
    announcement: `Installing ${nameAll(wanted)} into .tool (once)`,
    command: ['npm', 'install', '--prefix', toolFolder, ...npmOptions],
    env: process.env,
  });
  writeFileSync(ready, description);
}

function installDependencies(environment) {
  const marker = path.join(root, 'node_modules', '.installed-lockfile');
  const hash = createHash('sha256')
    .update(readFileSync(path.join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (readIfPresent(marker) === hash) return;
  runStep({
    announcement: 'Installing dependencies with pnpm (again only when pnpm-lock.yaml changes)',
    command: [
      'pnpm',
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
      '--config.confirmModulesPurge=false',
    ],
    env: environment,
  });
  writeFileSync(marker, hash);
}

function runStep({ announcement, command, env }) {
  console.error(`${announcement} …`);
  const [program, ...programArguments] = command;
  const outcome = spawnSync(program, programArguments, {
    cwd: root,
    env,
    shell: isWindows,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (outcome.status === 0) return;
  if (outcome.signal) process.exit(130);
  console.error(`${outcome.stdout ?? ''}${outcome.stderr ?? ''}`.trimEnd());
  console.error(`\nThis command failed: ${command.join(' ')}`);
  console.error(
    outcome.error ? outcome.error.message : `It exited with ${outcome.status}; its output is above.`,
  );
  console.error('The first run needs the npm registry. If you are offline, connect once and run this again;');
  console.error(
    'behind a proxy or a mirror, set it with `npm config set proxy URL` or `npm config set registry URL`.',
  );
  process.exit(1);
}

function nameAll(tools) {
  return Object.entries(tools)
    .map(([name, version]) => `${name} ${version}`)
    .join(' and ');
}

function readPackage() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

function readIfPresent(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
