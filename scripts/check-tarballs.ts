// Lints the tarballs of the published packages with publint and attw, and their packed size.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { type PackedPackage, packPublishedPackages } from './packed-packages.ts';
import { publishedExportsProblems } from './published-exports.ts';
import { root } from './workspace.ts';

const maxPackedBytes = 150 * 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'sidecar-tarballs-'));
try {
  for (const packed of packPublishedPackages(folder)) {
    const isGood = [
      hasReadme(packed),
      hasRightExports(packed),
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
