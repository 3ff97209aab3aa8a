import type { Options } from 'ky';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';

const answerSchema = z.union([
  z.object({ faults: z.array(z.record(z.string(), z.unknown())) }),
  z.object({ error: z.string() }),
]);

/** A fault as it is typed: the sandbox itself judges whether it makes sense. */
interface TypedFault {
  readonly service?: string | undefined;
  readonly kind?: string | undefined;
}

/** Switches a fault on in the running sandbox (`none`: all off; nothing: only looks), and answers those that are on. */
export async function changeFaults(
  port: number,
  fault: TypedFault,
): Promise<readonly Record<string, unknown>[]> {
  // Only this command speaks HTTP by itself, so only it loads a client.
  const { default: ky } = await import('ky');
  let answer: Response;
  try {
    answer = await ky(`http://127.0.0.1:${port}/_sandbox/faults`, {
      ...requestFor(fault),
      throwHttpErrors: false,
      retry: 0,
      timeout: 5_000,
    });
  } catch {
    throw new CliError(`The sandbox is not running at port ${port}.`, { exitCode: exitCodes.needsPerson });
  }
  const body = answerSchema.parse(await answer.json());
  if ('faults' in body) return body.faults;
  throw new CliError(`The sandbox does not know this fault: ${body.error}`, { exitCode: exitCodes.usage });
}

function requestFor(fault: TypedFault): Options {
  if (fault.service === undefined) return { method: 'GET' };
  if (fault.service === 'none') return { method: 'DELETE' };
  return { method: 'POST', json: fault };
}
