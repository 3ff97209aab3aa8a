import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { manualClock } from '../../test/manual-clock.ts';
import type { Clock } from '../clock.ts';
import { createRequestHold, type RequestHold, type Turn } from './request-hold.ts';

const never = new AbortController().signal;

function setUp(options: { queueLimit?: number; longestHoldMs?: number } = {}) {
  const clock = manualClock();
  return { clock, hold: createRequestHold({ clock, random: () => 0, ...options }) };
}

/** Enters `count` calls and collects those that were let out, in order. */
function enterMany(hold: RequestHold, count: number, { maximumWaitMs = 20_000, signal = never } = {}) {
  const out: { call: number; turn: Turn }[] = [];
  const refused: number[] = [];
  for (let call = 0; call < count; call += 1) {
    hold.enter({ maximumWaitMs, signal }).then(
      (turn) => ('leave' in turn ? out.push({ call, turn }) : refused.push(turn.retryAfterMs)),
      () => refused.push(-1),
    );
  }
  return { out, refused };
}

test('Nobody waits while there is no limit.', async () => {
  const { hold } = setUp();
  const { out } = enterMany(hold, 1_000);
  await nextTurn();
  expect(out).toHaveLength(1_000);
});

test('During a hold nobody gets out; afterwards one, then two, then four, each after the answers of those before.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(5_000);
  const { out } = enterMany(hold, 10);
  await nextTurn();
  clock.advance(4_999);
  await nextTurn();
  expect(out).toHaveLength(0);
  clock.advance(1);
  await nextTurn();
  expect(out.map(({ call }) => call)).toEqual([0]);
  const widths = [];
  for (let answered = 0; answered < 10; ) {
    const batch = out.slice(answered);
    answered += batch.length;
    widths.push(batch.length);
    for (const { turn } of batch) turn.leave();
    await nextTurn();
  }
  expect(widths).toEqual([1, 2, 4, 3]);
});

test('A first call that is slow to answer keeps the others for a second only.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(1_000);
  const { out } = enterMany(hold, 3);
  await nextTurn();
  clock.advance(1_000);
  await nextTurn();
  expect(out).toHaveLength(1);
  clock.advance(1_000);
  await nextTurn();
  expect(out).toHaveLength(3);
});

test('Who comes while the queue is being let out goes to its end.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(1_000);
  const first = enterMany(hold, 2);
  await nextTurn();
  clock.advance(1_000);
  await nextTurn();
  const late = enterMany(hold, 1);
  await nextTurn();
  expect([first.out.length, late.out.length]).toEqual([1, 0]);
  first.out[0]?.turn.leave();
  await nextTurn();
  expect([first.out.length, late.out.length]).toEqual([2, 1]);
});

test('A limit that the first call meets again holds the rest, who never reach the provider.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(1_000);
  const { out } = enterMany(hold, 5);
  await nextTurn();
  clock.advance(1_000);
  await nextTurn();
  void hold.hold(2_000);
  out[0]?.turn.leave();
  await nextTurn();
  expect(out).toHaveLength(1);
  clock.advance(2_000);
  await nextTurn();
  expect(out).toHaveLength(2);
});

test('Who cannot wait long enough is told at once how long the limit lasts, also when the limit grows while he waits.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(10_000);
  const patient = enterMany(hold, 1, { maximumWaitMs: 10_000 });
  const hasty = enterMany(hold, 1, { maximumWaitMs: 9_999 });
  await nextTurn();
  expect([patient.refused, hasty.refused]).toEqual([[], [10_000]]);
  clock.advance(1_000);
  void hold.hold(86_400_000);
  await nextTurn();
  expect(patient.refused).toEqual([86_400_000]);
});

test('The queue is bounded; who finds it full is told how long the limit lasts.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(4_000);
  const { out, refused } = enterMany(hold, 150);
  await nextTurn();
  expect(refused).toEqual(Array.from({ length: 50 }, () => 4_000));
  clock.advance(4_000);
  await nextTurn();
  expect(out).toHaveLength(1);
});

test('An aborted call leaves the queue, its place is free and the others move up.', async () => {
  const { clock, hold } = setUp({ queueLimit: 2 });
  void hold.hold(1_000);
  const controller = new AbortController();
  const aborted = enterMany(hold, 1, { signal: controller.signal });
  const patient = enterMany(hold, 1);
  controller.abort();
  const replacement = enterMany(hold, 1);
  await nextTurn();
  expect(aborted.refused).toEqual([-1]);
  clock.advance(1_000);
  await nextTurn();
  expect([aborted.out.length, patient.out.length]).toEqual([0, 1]);
  patient.out[0]?.turn.leave();
  await nextTurn();
  expect(replacement.out).toHaveLength(1);
});

test('When all give up, who comes next still waits for the end of the limit.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(1_000);
  const controller = new AbortController();
  enterMany(hold, 3, { signal: controller.signal });
  await nextTurn();
  controller.abort();
  const { out } = enterMany(hold, 2);
  await nextTurn();
  expect(out).toHaveLength(0);
  clock.advance(1_000);
  await nextTurn();
  expect(out).toHaveLength(1);
});

test('Nobody is held longer than a minute without asking the provider again, however long it told to wait.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(86_400_000);
  clock.advance(59_000);
  const early = enterMany(hold, 2);
  await nextTurn();
  clock.advance(1_000);
  await nextTurn();
  expect([early.out.length, early.refused.length]).toEqual([1, 0]);
});

test('A shorter limit than the one under way changes nothing.', async () => {
  const { clock, hold } = setUp();
  void hold.hold(10_000);
  void hold.hold(1_000);
  const { out } = enterMany(hold, 1);
  await nextTurn();
  clock.advance(9_999);
  await nextTurn();
  expect(out).toHaveLength(0);
  clock.advance(1);
  await nextTurn();
  expect(out).toHaveLength(1);
});

test('When nobody waits any more nothing sleeps, so that a process can end.', async () => {
  const clock = manualClock();
  const sleeping = new Set<AbortSignal | undefined>();
  const counting: Clock = {
    ...clock,
    sleep: (durationMs, options) => {
      sleeping.add(options?.signal);
      return clock.sleep(durationMs, options);
    },
  };
  const hold = createRequestHold({ clock: counting });
  const asleep = () => [...sleeping].filter((signal) => !signal?.aborted).length;
  void hold.hold(1_000);
  enterMany(hold, 2);
  await nextTurn();
  expect(asleep()).toBe(1);
  void hold.hold(86_400_000);
  await nextTurn();
  expect(asleep()).toBe(0);
});

test('A limit that is met after a hold is told again, also while an earlier one of a day has not run out.', async () => {
  const clock = manualClock();
  const told: number[] = [];
  const shared = {
    read: async () => undefined,
    tell: async (durationMs: number) => void told.push(durationMs),
  };
  const hold = createRequestHold({ clock, shared });
  await hold.hold(86_400_000);
  await hold.hold(86_400_000);
  expect(told).toEqual([86_400_000]);
  clock.advance(61_000);
  await hold.hold(5_000);
  expect(told).toEqual([86_400_000, 5_000]);
});
