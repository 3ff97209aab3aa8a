import { LimitExceeded } from './within-limit.ts';

/** Connection failures, restarts, and transactions that the server itself gave up. */
const passing = /^(08...|57P0[123]|40001|40P01|53300|E[A-Z]+|EAI_AGAIN)$/;

/** Whether the same statement may succeed on another connection in a moment. */
export function isRepeatable(error: unknown): boolean {
  if (error instanceof LimitExceeded) return false;
  const code = sqlState(error);
  // The driver has no code for a connection that ended.
  return code === undefined || passing.test(code);
}

/** The code of the server or of the network; undefined where the driver gave none. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  // What several addresses answered when none of them took the connection.
  const errors: unknown = Reflect.get(error, 'errors');
  return Array.isArray(errors) ? sqlState(errors[0]) : undefined;
}
