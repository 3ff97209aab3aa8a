import type { OAuth2 } from '../auth/oauth2.ts';
import type { AnyPlugin } from '../plugin.ts';

/** An OAuth method of a registered plugin. */
export interface FoundMethod {
  readonly plugin: AnyPlugin;
  /** Its name in the plugin's `auth`. */
  readonly name: string;
  readonly method: OAuth2;
}

/** Finds the OAuth method to connect with: the plugin's first unless `auth` names one; throws a SidecarError when there is none. */
export type FindMethod = (integration: string, auth?: string) => FoundMethod;
