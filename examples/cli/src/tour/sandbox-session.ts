import type { Sandbox } from '@sidecar/sandbox';
import type { Session } from '../session.ts';

/** A session that has started its sandbox itself. */
export type SandboxSession = Omit<Session, 'sandbox'> & { readonly sandbox: Sandbox };
