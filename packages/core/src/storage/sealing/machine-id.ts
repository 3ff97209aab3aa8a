import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { storeProblem } from '../store-problem.ts';

/** The id that the operating system gave this machine when it was installed. */
export async function machineId(): Promise<string> {
  const id = await readers[process.platform]?.();
  if (id) return id;
  throw storeProblem('not_supported', {
    problem: 'This machine tells no id to derive a key from.',
    remedy: 'Use another key source: environmentKey(), keyFile() or keychainKey().',
  });
}

type IdReader = () => Promise<string | undefined>;

const linuxIdFiles = ['/etc/machine-id', '/var/lib/dbus/machine-id'];

const readers: Partial<Record<NodeJS.Platform, IdReader>> = {
  linux: async () => {
    for (const path of linuxIdFiles) {
      const id = await readFile(path, 'utf8').catch(() => '');
      // Before the first boot has finished the file says "uninitialized".
      if (/^[0-9a-f]{32}$/.test(id.trim())) return id.trim();
    }
    return undefined;
  },
  darwin: async () =>
    /"IOPlatformUUID" = "(?<id>[^"]+)"/.exec(
      await outputOf('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']),
    )?.groups?.id,
  win32: async () =>
    /MachineGuid\s+REG_SZ\s+(?<id>\S+)/.exec(
      await outputOf(join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe'), [
        'query',
        'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
        '/v',
        'MachineGuid',
      ]),
    )?.groups?.id,
};

async function outputOf(program: string, parameters: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(program, [...parameters], { timeout: 5000 })).stdout;
  } catch {
    return '';
  }
}
