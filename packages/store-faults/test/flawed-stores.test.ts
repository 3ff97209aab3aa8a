import { expect, it, onTestFinished } from 'vitest';
import { type FaultScenarioName, faultScenarios } from '../src/index.ts';
import { playScenario } from '../src/play-scenario.ts';
import type { Flaw } from './flawed-stores.ts';
import { flawedSubject } from './flawed-subject.ts';

async function problemsOf(name: FaultScenarioName, flaw: Flaw): Promise<string> {
  const { subject, close } = await flawedSubject(flaw);
  onTestFinished(close);
  const { problems } = await playScenario(faultScenarios[name], subject);
  return problems.join('\n');
}

const timeout = 180_000;

it('a store without a flaw passes the runs that flawed ones fail', { timeout }, async () => {
  expect(await problemsOf('herd', 'none')).toBe('');
  expect(await problemsOf('killed while saving', 'none')).toBe('');
  expect(await problemsOf('disconnected', 'none')).toBe('');
});

it('a store that gives everybody the lease loses grants in a herd', { timeout }, async () => {
  const problems = await problemsOf('herd', 'everybody gets the lease');
  expect(problems).toContain('requests were sent, 1 are allowed');
  expect(problems).toContain('the grant was lost');
});

it('a store that answers before it writes is found by killing', { timeout }, async () => {
  const problems = await problemsOf('killed while saving', 'answers before it writes');
  expect(problems).toContain('a token was handed out that is not in the store');
});

it('a store that reads what others have deleted keeps people connected', { timeout }, async () => {
  const problems = await problemsOf('disconnected', 'reads what others have deleted');
  expect(problems).toBe('30 callers were not told that nothing is connected');
});
