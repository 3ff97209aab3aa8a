import type { CredentialSource, IssuedCredential } from '../http/credential-source.ts';
import type { Snapshot } from './record-store.ts';
import type { TokenCell } from './token-cell.ts';

/** What the slow path of a handle asks the manager for. */
export interface SnapshotRequest {
  readonly signal?: AbortSignal | undefined;
  /** A version that cannot be used. */
  readonly rejected?: string | undefined;
  /** Whether the provider's API refused it. */
  readonly refused?: boolean;
  /** The grant that the caller's work belongs to; another one rejects with `conflict`. */
  readonly grantId?: string | undefined;
}

/** How a handle reaches its manager. */
export interface HandlePorts {
  readonly now: () => number;
  readonly resolve: (request: SnapshotRequest) => Promise<Snapshot>;
  readonly peek: () => Promise<Snapshot>;
  readonly tokenOf: (snapshot: Snapshot) => string;
  readonly credentialOf: (snapshot: Snapshot) => IssuedCredential;
  /** The handle of another credential of the same connection. */
  readonly sibling: (credential: string) => TokenHandle;
}

/** One credential of one connection, ready to use; holds its cell, so that the hot path has nothing to look up. */
export class TokenHandle implements CredentialSource {
  readonly #cell: TokenCell;
  readonly #ports: HandlePorts;
  readonly #now: () => number;

  constructor(cell: TokenCell, ports: HandlePorts) {
    this.#cell = cell;
    this.#ports = ports;
    this.#now = ports.now;
  }

  /** An access token that is valid now; refreshed first when it is not. */
  getAccessToken(options?: { readonly signal?: AbortSignal | undefined }): Promise<string> {
    return (options === undefined ? this.trusted : undefined) ?? this.#resolveToken(options);
  }

  /** The token as it is trusted just now; undefined when somebody has to look first. */
  get trusted(): Promise<string> | undefined {
    return this.#cell.trusted(this.#now());
  }

  /** The record as it is stored, expired or not; rejects when it cannot be used at all. */
  peek(): Promise<Snapshot> {
    return this.#ports.peek();
  }

  /** The record with a credential that is valid now. */
  resolve(request: SnapshotRequest = {}): Promise<Snapshot> {
    return this.#ports.resolve(request);
  }

  async issue(request: {
    readonly credential?: string;
    readonly rejected?: string;
    readonly signal?: AbortSignal;
    readonly grantId?: string;
    /** Whether somebody wants a new one for reasons of their own; otherwise `rejected` was refused by the API. */
    readonly forced?: boolean;
  }): Promise<IssuedCredential> {
    const { credential, rejected, forced = false, ...rest } = request;
    // Other credentials of a grant are records of their own; they carry the same grant id.
    const handle = credential === undefined ? this : this.#ports.sibling(credential);
    const snapshot = await handle.resolve({ ...rest, rejected, refused: rejected !== undefined && !forced });
    return this.#ports.credentialOf(snapshot);
  }

  /** The handle of another credential of the same connection. */
  sibling(credential: string): TokenHandle {
    return this.#ports.sibling(credential);
  }

  /** The same credential source, pinned to one grant: a running call never changes account half-way. */
  pinned(grantId: string): CredentialSource {
    return { issue: (request) => this.issue({ ...request, grantId }) };
  }

  async #resolveToken(options?: { readonly signal?: AbortSignal | undefined }): Promise<string> {
    return this.#ports.tokenOf(await this.#ports.resolve({ signal: options?.signal }));
  }
}
