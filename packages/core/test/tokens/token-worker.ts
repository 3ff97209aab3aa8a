// One process of several that share a data folder. It says what it does in lines of JSON, and does what it is told in words.
import { createInterface } from 'node:readline';
import { SidecarError } from '../../src/errors.ts';
import { createSidecar } from '../../src/sidecar/create-sidecar.ts';
import { fileStore } from '../../src/storage/file/file-store.ts';
import { type TestedEndpoints, testedPlugin } from './tested-plugin.ts';

interface Job {
  readonly folder: string;
  readonly key: string;
  readonly endpoints: TestedEndpoints;
}

const job: Job = JSON.parse(process.argv[2] ?? '{}');
const store = fileStore(job.folder, { key: [Buffer.from(job.key, 'base64')] });
const sidecar = createSidecar({ plugins: [testedPlugin(job.endpoints)], store });

const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const nameOf = (error: unknown) => (SidecarError.isInstance(error) ? error.code : String(error));

const orders: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  /** So many callers at once; answers what each got. */
  herd: (count) =>
    Promise.all(
      Array.from({ length: count }, () =>
        sidecar
          .connection('notes')
          .getAccessToken()
          .then(
            (token) => ({ token }),
            (error) => ({ error: nameOf(error) }),
          ),
      ),
    ),
  /** So many API calls, a few at a time; answers their statuses. */
  calls: async (count) => {
    const connection = sidecar.connection('notes');
    const statuses: unknown[] = [];
    for (let done = 0; done < count; done += 5) {
      const batch = Array.from({ length: Math.min(5, count - done) }, () =>
        connection.fetch(job.endpoints.apiUrl).then(({ status }) => status, nameOf),
      );
      statuses.push(...(await Promise.all(batch)));
    }
    return statuses;
  },
  disconnect: () => sidecar.disconnect('notes'),
};

process.once('SIGINT', async () => {
  await sidecar.close();
  process.exit(130);
});

createInterface({ input: process.stdin }).on('line', async (line) => {
  const [order = '', count = '1'] = line.split(' ');
  say({ order, answer: await orders[order]?.(Number(count)).catch(nameOf) });
});
say({ order: 'ready' });
