import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importTimes, type TimedImport } from './import-time.ts';
import { type InstalledSize, installedSize } from './installed-size.ts';
import { installPeers, npmInstall, type PeerSet, peerFolder, pinnedVersions } from './peer-folders.ts';
import { packPublishedPackages } from './published-packages.ts';
import type { Section } from './section.ts';
import { table, verdict } from './table.ts';

const core = '@sidecar/core';
const goalMs = 10;
const goalMegabytes = 10;
const peerSets: readonly PeerSet[] = ['googleapis', 'composio', 'ai'];

interface Installed {
  readonly title: string;
  readonly size?: InstalledSize;
  readonly failure?: string;
}

/** What a host pays for installing and for importing, in the form that is published. */
export async function installSection(withPeers: boolean): Promise<Section> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-bench-'));
  try {
    const ours = installOurs(folder);
    const peers = withPeers ? peerSets.map(installed) : [];
    const imports = [...ours.flatMap(ourImports), ...peers.flatMap(peerImports)];
    const times = importTimes(imports);
    const timed = imports.map(({ title, after }, index) => ({ title, after, elapsedMs: times[index] ?? 0 }));
    return {
      title: '3. Installing and importing, as published',
      notes: [
        'Sizes: all files of node_modules after npm install in an empty folder, 1 MB = 1,048,576 bytes.',
        'Times: one import in a new process, less that of an empty module; median of 21 alternating runs.',
      ],
      tables: [sizeTable([...ours, ...peers]), timeTable(timed)],
      results: {
        sizes: [...ours, ...peers].map(({ title, size, failure }) => ({ title, size, failure })),
        timed,
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface OurInstalled extends Installed {
  readonly project: string;
  readonly name: string;
  readonly factory?: string;
}

function installOurs(folder: string): readonly OurInstalled[] {
  const packages = packPublishedPackages(folder);
  return packages.map(({ name, factory }) => {
    // A plugin is of no use without core.
    const wanted = packages.filter((each) => each.name === core || each.name === name);
    const project = path.join(folder, `project-${path.basename(name)}`);
    mkdirSync(project);
    const dependencies = Object.fromEntries(wanted.map((each) => [each.name, `file:${each.tarball}`]));
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
    npmInstall(project);
    const title = name === core ? core : `${name}, ${core}`;
    return {
      title,
      name,
      project,
      size: installedSize(project),
      ...(factory === undefined ? {} : { factory }),
    };
  });
}

function ourImports({ name, project, factory = '' }: OurInstalled): readonly TimedImport[] {
  const whole = { title: name, project, specifier: name };
  if (name === core)
    return [
      { ...whole, after: [] },
      { ...whole, after: ['zod'] },
    ];
  return [{ ...whole, title: `${name}, ${factory}()`, after: ['zod', core], factory }];
}

function installed(set: PeerSet): Installed & { readonly set: PeerSet } {
  const [[name, version] = ['', '']] = Object.entries(pinnedVersions(set));
  const title = `${name} ${version}`;
  const failure = installPeers(set);
  return failure ? { set, title, failure } : { set, title, size: installedSize(peerFolder(set)) };
}

function peerImports({ set, title, failure }: Installed & { readonly set: PeerSet }): readonly TimedImport[] {
  const [specifier = ''] = Object.keys(pinnedVersions(set));
  return failure ? [] : [{ title, project: peerFolder(set), after: [], specifier }];
}

function sizeTable(all: readonly Installed[]): string {
  return table(
    ['installed', 'MB:', 'packages:', ''],
    all.map(({ title, size, failure }) => {
      if (!size) return [title, '', '', failure ?? ''];
      const megabytes = size.bytes / 1024 / 1024;
      const goal = title === core ? verdict(megabytes <= goalMegabytes, `≤ ${goalMegabytes} MB`) : '';
      return [title, megabytes.toFixed(1), String(size.packages), goal];
    }),
  );
}

function timeTable(timed: readonly { title: string; after: readonly string[]; elapsedMs: number }[]): string {
  return table(
    ['imported', 'beside', 'ms:', ''],
    timed.map(({ title, after, elapsedMs }) => [
      title,
      after.join(', '),
      elapsedMs.toFixed(1),
      after.length > 0 ? verdict(elapsedMs <= goalMs, `≤ ${goalMs} ms`) : '',
    ]),
  );
}
