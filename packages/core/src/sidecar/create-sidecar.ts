import type { AnyCatalog, Catalog } from '../catalog.ts';
import { SidecarError } from '../errors.ts';
import type { SidecarEvents } from '../events.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { IntegrationStatus } from '../status.ts';
import { createServices } from './create-services.ts';
import { createUserSidecar } from './create-user-sidecar.ts';
import type { SidecarOptions } from './sidecar-options.ts';
import { startUser } from './start.ts';
import type { UserSidecar } from './user-sidecar.ts';

/** What belongs to no single user. */
export interface SidecarHost<P extends AnyPlugin, T extends AnyCatalog> {
  /** The view of one user; cheap, may be made for every request. */
  forUser(user: string): UserSidecar<P, T>;
  /** Optional: renews what has expired and logs one line, for the users that it is given (the one user by default). */
  start(options?: { readonly users?: readonly string[] }): Promise<readonly IntegrationStatus[]>;
  /** Starts listening to what happens; the answer ends it. */
  on<Type extends keyof SidecarEvents>(
    type: Type,
    listener: (event: SidecarEvents[Type]) => unknown,
  ): () => void;
  /** Ends all work: no refresh begins any more, and those under way are waited for and saved. Rejects with `store_failed` when one cannot be saved. The stores stay open. */
  close(): Promise<void>;
}

/** A host's Sidecar where the host has one user. */
export interface Sidecar<P extends AnyPlugin, T extends AnyCatalog>
  extends SidecarHost<P, T>,
    UserSidecar<P, T> {}

/** The user of a host that has only one. */
const onlyUser = 'default';

/** Puts everything together: plugins, storage, OAuth, tokens and tools. Nothing is read or sent before the first use. */
export function createSidecar<const P extends readonly AnyPlugin[], U extends 'one' | 'many' = 'one'>(
  options: SidecarOptions<P, U>,
): U extends 'many' ? SidecarHost<P[number], Catalog<P[number]>> : Sidecar<P[number], Catalog<P[number]>>;
export function createSidecar(
  options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>,
): SidecarHost<AnyPlugin, AnyCatalog> {
  const services = createServices(options);
  const host: SidecarHost<AnyPlugin, AnyCatalog> = {
    forUser: (user) => createUserSidecar(services, requireUser(user)),
    start: async ({ users = options.users === 'many' ? [] : [onlyUser] } = {}) => {
      if (!Array.isArray(users))
        throw new SidecarError('invalid_input', 'The users to start have to be a list.');
      const statuses = await Promise.all(users.map((user) => startUser(services, requireUser(user))));
      return statuses.flat();
    },
    on: (type, listener) => services.events.on(type, listener),
    close: async () => {
      await services.tokens.close();
      await services.announcements.settled();
    },
  };
  return options.users === 'many' ? host : { ...host, ...createUserSidecar(services, onlyUser) };
}

function requireUser(user: string): string {
  if (typeof user === 'string' && user !== '' && user.isWellFormed()) return user;
  throw new SidecarError('invalid_input', 'A user has to be named by a text that is not empty.');
}
