import { workerStore } from './worker-store.ts';

// Competes for each round of a game: only who finds the round open and writes the next one has won it.
const [folder = '', key = '', rounds = ''] = process.argv.slice(2);
const store = workerStore(folder);
const won: number[] = [];
for (;;) {
  const entry = await store.get(key);
  const round: number = (entry && JSON.parse(entry.value).game?.round) ?? 0;
  if (round >= Number(rounds)) break;
  const next = JSON.stringify({ game: { round: round + 1 } });
  if ((await store.set(key, next, entry?.version)) !== undefined) won.push(round);
}
process.stdout.write(JSON.stringify(won));
