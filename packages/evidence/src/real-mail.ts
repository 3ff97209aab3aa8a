import { sharedPath } from './shared-path.ts';

/** The folder with real, awkward e-mail messages, one `.eml` file each. */
export function realMail(): string {
  return sharedPath('mail');
}
