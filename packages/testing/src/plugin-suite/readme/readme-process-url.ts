import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The module that is used by the process of a README's example. */
export function readmeProcessUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('@sidecar/testing/readme-process')).href;
}
