/** That something was not done in time; it may still happen. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
  readonly waitedFor: 'connection' | 'statement';

  constructor(waitedFor: 'connection' | 'statement') {
    super(`No ${waitedFor} in time`);
    this.waitedFor = waitedFor;
  }
}

/** Waits so long at most; what comes later is left to whoever else waits for it. */
export async function withinLimit<Result>(
  work: Promise<Result>,
  { waitedFor, limitMs }: { readonly waitedFor: LimitExceeded['waitedFor']; readonly limitMs: number },
): Promise<Result> {
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new LimitExceeded(waitedFor)), limitMs);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
