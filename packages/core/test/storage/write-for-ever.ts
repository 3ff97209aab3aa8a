import { workerStore } from './worker-store.ts';

// Writes one growing number under a key, again and again, until it is killed.
const [folder = '', key = ''] = process.argv.slice(2);
const store = workerStore(folder);
process.stdout.write('writing\n');
for (;;) {
  const entry = await store.get(key);
  const count: number = entry ? JSON.parse(entry.value).game.count : 0;
  const next = { game: { count: count + 1, filler: String(count + 1).repeat(400) } };
  await store.set(key, JSON.stringify(next), entry?.version);
}
