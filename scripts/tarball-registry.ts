import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import type { PackedPackage } from './packed-packages.ts';

/** Serves packed packages on loopback as a registry would, so that npm installs them by their names. */
export async function startTarballRegistry(packages: PackedPackage[]) {
  const server = createServer((request, response) => {
    response.setHeader('cache-control', 'no-store');
    const wanted = decodeURIComponent(request.url ?? '').slice(1);
    const tarball = packages.find((packed) => path.basename(packed.tarball) === wanted);
    if (tarball) return response.end(readFileSync(tarball.tarball));
    const described = packages.find(({ manifest }) => manifest.name === wanted);
    if (!described) return response.writeHead(404).end('{}');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(packument(described, `http://${request.headers.host}`)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The registry does not listen.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The manifest as it was packed: `catalog:` and `workspace:` are resolved there. */
function packument({ tarball, manifest: { name, version } }: PackedPackage, origin: string) {
  const packed = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  const dist = { tarball: `${origin}/${path.basename(tarball)}`, integrity };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...(JSON.parse(packed) as object), dist } },
  };
}
