import type { TokenOutcome } from './token-orders.ts';

/** What one run has shown. */
export interface FaultReport {
  /** How many callers there were, without those whose process was killed. */
  readonly callers: number;
  readonly served: number;
  /** How many callers got which error. */
  readonly refused: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly requestsAllowed: number;
  readonly longestWaitMs: number;
  /** What the claims are broken by, one sentence each; empty when they hold. */
  readonly problems: readonly string[];
}

/** What callers may be told in a run beside their token. */
export interface Claims {
  readonly requestsAllowed: number;
  /** Retryable errors that some callers may get; none unless given. */
  readonly mayFailWith?: readonly string[];
  /** The same that are not retryable. */
  readonly mayEndWith?: readonly string[];
}

/** The limit of callers in core, and what a busy machine adds. */
const longestWaitMs = 10_000 + 2_000;

/** Counts what callers got. */
export function tally(
  outcomes: readonly TokenOutcome[],
  requests: number,
  { requestsAllowed, mayFailWith = [], mayEndWith = [] }: Claims,
): FaultReport {
  const refused: Record<string, number> = {};
  const problems: string[] = [];
  for (const { error } of outcomes) if (error !== undefined) refused[error] = (refused[error] ?? 0) + 1;
  const longest = Math.max(0, ...outcomes.map(({ waitedMs }) => waitedMs));
  for (const [error, count] of Object.entries(refused))
    if (![...mayFailWith, ...mayEndWith].includes(error)) problems.push(`${count} callers got ${error}`);
  const final = outcomes.filter(
    ({ error, isRetryable }) => error !== undefined && isRetryable !== true && !mayEndWith.includes(error),
  );
  if (final.length > 0) problems.push(`${final.length} callers got an error that is not retryable`);
  if (requests > requestsAllowed)
    problems.push(`${requests} requests were sent, ${requestsAllowed} are allowed`);
  if (longest > longestWaitMs) problems.push(`a caller waited ${longest} ms`);
  return {
    callers: outcomes.length,
    served: outcomes.filter(({ token }) => token !== undefined).length,
    refused,
    requests,
    requestsAllowed,
    longestWaitMs: longest,
    problems,
  };
}

/** Several rounds of one run as one report. */
export function summed(reports: readonly FaultReport[]): FaultReport {
  const sum = (read: (report: FaultReport) => number) =>
    reports.reduce((total, report) => total + read(report), 0);
  const refused: Record<string, number> = {};
  for (const report of reports)
    for (const [error, count] of Object.entries(report.refused))
      refused[error] = (refused[error] ?? 0) + count;
  return {
    callers: sum(({ callers }) => callers),
    served: sum(({ served }) => served),
    refused,
    requests: sum(({ requests }) => requests),
    requestsAllowed: sum(({ requestsAllowed }) => requestsAllowed),
    longestWaitMs: Math.max(...reports.map((report) => report.longestWaitMs)),
    problems: reports.flatMap(({ problems }, round) =>
      problems.map((problem) => `round ${round + 1}: ${problem}`),
    ),
  };
}
