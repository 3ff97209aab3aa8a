// Lints the tarballs of the published packages with publint and attw, and their packed size.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { type PackedPackage, packPublishedPackages } from './packed-packages.ts';
import { publishedExportsProblems } from './published-exports.ts';
import { root, workspacePackages } from './workspace.ts';

const maxPackedBytes = 150 * 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'sidecar-tarballs-'));
try {
  for (const packed of packPublishedPackages(folder)) {
    const isGood = [
      hasReadme(packed),
      hasRightExports(packed),
      needsNothingPrivate(packed),
      fitsBudget(packed),
      await passesPublint(packed),
      passesAttw(packed),
    ].every(Boolean);
    if (!isGood) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** It is what the registry shows of a package. */
function hasReadme({ manifest, folder }: PackedPackage) {
  const isThere = existsSync(path.join(root, folder, 'README.md'));
  if (!isThere) console.log(`${manifest.name}: README.md is missing`);
  return isThere;
}

function hasRightExports(packed: PackedPackage) {
  const problems = publishedExportsProblems(packed);
  for (const problem of problems) console.log(`${packed.manifest.name}: ${problem}`);
  return problems.length === 0;
}

/** What a private package holds has to be built in: nobody could install it. */
function needsNothingPrivate({ manifest, folder }: PackedPackage) {
  const names = workspacePackages().flatMap(({ manifest: other }) => (other.private ? [other.name] : []));
  const dist = path.join(root, folder, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|d\.ts)$/.test(name),
  );
  const problems = files.flatMap((file) => {
    const text = readFileSync(path.join(dist, file), 'utf8');
    return names.filter((name) => text.includes(`from '${name}'`) || text.includes(`from "${name}"`));
  });
  for (const name of new Set(problems))
    console.log(`${manifest.name}: its build imports ${name}, which is private`);
  return problems.length === 0;
}

function fitsBudget({ manifest, sizeBytes }: PackedPackage) {
  const isSmall = sizeBytes <= maxPackedBytes;
  const size = `${Math.ceil(sizeBytes / 1024)} kB packed (at most ${maxPackedBytes / 1024} kB)`;
  console.log(`${manifest.name}: ${size}${isSmall ? '' : ': TOO LARGE'}`);
  return isSmall;
}

async function passesPublint({ manifest, tarball }: PackedPackage) {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
    strict: true,
  });
  const problems = messages.filter(({ type }) => type !== 'suggestion');
  for (const message of messages) console.log(`  publint ${message.type}: ${formatMessage(message, pkg)}`);
  console.log(`${manifest.name}: publint found ${problems.length} problems`);
  return problems.length === 0;
}

function passesAttw({ manifest, tarball }: PackedPackage) {
  const attw = ['attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  const outcome = spawnSync('pnpm', ['exec', ...attw], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const isGood = outcome.status === 0;
  if (!isGood) console.log(outcome.stdout + outcome.stderr);
  console.log(`${manifest.name}: attw ${isGood ? 'found no problems' : 'found problems'}`);
  return isGood;
}
