import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { storeProblem } from '../store-problem.ts';

/** Linux's numbers for file systems that live elsewhere, where locks do not hold; see statfs(2). */
const networkFileSystems: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4266872130: 'SMB',
  4283649346: 'SMB (CIFS)',
  16914839: '9p',
  1702057286: 'FUSE',
  1397113167: 'AFS',
  1799439955: 'AFS',
  1937076805: 'Coda',
  12805120: 'Ceph',
  198183888: 'Lustre',
  1196443219: 'GPFS',
  18225520: 'GFS2',
  1952539503: 'OCFS2',
  2020557398: 'VirtualBox shared folders',
  3133910204: 'VMware shared folders',
};

/** Tells the number of the kind of file system that holds a folder. */
export type FileSystemType = (folder: string) => Promise<number>;

/** The number as Linux gives it; macOS and Windows number their kinds differently, so there nothing is known. */
export const fileSystemType: FileSystemType = async (folder) =>
  process.platform === 'linux' ? (await statfs(folder)).type : 0;

/** Refuses a folder on a network file system, also one that does not exist yet. */
export async function requireLocalFolder(folder: string, typeOf: FileSystemType): Promise<void> {
  const kind = isNetworkShare(folder) ? 'SMB' : networkFileSystems[(await typeOf(nearest(folder))) >>> 0];
  if (kind === undefined) return;
  throw storeProblem('not_supported', {
    problem: `The data folder ${folder} is on a network file system (${kind}), where locks between processes do not hold.`,
    remedy:
      'Choose a folder on a local disk, use a database store, or set allowNetworkFolder if only one process will ever use it.',
  });
}

function isNetworkShare(folder: string): boolean {
  return process.platform === 'win32' && resolve(folder).startsWith('\\\\');
}

/** The folder itself, or the closest one above it that exists. */
function nearest(folder: string): string {
  let current = resolve(folder);
  while (!existsSync(current) && dirname(current) !== current) current = dirname(current);
  return current;
}
