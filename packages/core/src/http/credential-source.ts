import type { Attachment } from '../auth/oauth2.ts';

/** A credential as it is sent, and the version that an answer refusing it must name. */
export interface IssuedCredential {
  /** Absent for integrations without credentials. */
  readonly token?: string;
  readonly attach: Attachment;
  readonly version: string;
}

/** Where the authenticated fetch gets credentials: one per connection, pinned to a grant where the caller is. */
export interface CredentialSource {
  /**
   * The credential to send now. With `rejected` (a version that the provider refused) a newer one, refreshed if need be;
   * rejects with SidecarError when there is none.
   */
  issue(request: {
    readonly credential?: string;
    readonly rejected?: string;
    readonly signal?: AbortSignal;
  }): Promise<IssuedCredential>;
}
