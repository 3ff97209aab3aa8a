import { Redis } from 'ioredis';

/** Removes what a store has left under its prefix, and nothing else. */
export async function removePrefix(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  try {
    for await (const names of client.scanStream({ match: `{${prefix}}*`, count: 1000 })) {
      if (names.length > 0) await client.unlink(names);
    }
  } finally {
    client.disconnect();
  }
}
