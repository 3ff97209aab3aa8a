import { readFileSync } from 'node:fs';
import type { DescribedService } from './described-service.ts';
import { sharedPath } from './shared-path.ts';

/** A call of a live service, and what it answered. */
export interface RecordedCall<Body = unknown> {
  readonly method: string;
  readonly url: string;
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: Body;
  };
}

/** The recorded calls of a service with such a method and path; that there are none is an error. */
export function recordedCalls<Body = unknown>(
  service: DescribedService,
  method: string,
  pathname: RegExp,
): RecordedCall<Body>[] {
  const calls = readFileSync(sharedPath(`recorded/${service}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedCall<Body>)
    .filter((call) => call.method === method && pathname.test(new URL(call.url).pathname));
  if (calls.length === 0) throw new Error(`Nothing was recorded of ${service} for ${method} ${pathname}.`);
  return calls;
}
