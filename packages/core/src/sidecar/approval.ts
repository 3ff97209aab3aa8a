import { SidecarError } from '../errors.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import type { Effect } from '../tool.ts';

/** What a person is asked before something is changed in their name. */
export interface ApprovalRequest {
  readonly user: string;
  readonly integration: string;
  readonly account: string;
  /** Qualified: `gmail.email_send`. */
  readonly tool: string;
  readonly effect: Effect;
  /** The parsed input, frozen: what was approved is what is executed. */
  readonly input: unknown;
}

/** Asked before every tool that writes or destroys; everything but `true` refuses. */
export type Approve = (request: ApprovalRequest) => boolean | Promise<boolean>;

/** Rejects with `approval_denied` unless the host's `approve` says yes, or there is none, or the tool only reads. */
export async function requireApproval(
  approve: Approve | undefined,
  { plugin, tool }: RegisteredTool,
  request: ApprovalRequest,
): Promise<void> {
  if (!approve || tool.effect === 'read' || (await approve(request)) === true) return;
  throw new SidecarError(
    'approval_denied',
    `${plugin.name} was not changed: ${request.tool} was not approved.`,
    { integration: plugin.id },
  );
}

/** Freezes a parsed input with all that it contains, so that nothing can change between approval and execution. */
export function deepFreeze<T>(value: T, seen: WeakSet<object> = new WeakSet()): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value))
    return value;
  seen.add(value);
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner, seen);
  return value;
}
