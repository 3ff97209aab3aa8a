import type { PlantedSecrets } from './planted-secrets.ts';
import type { ScriptedAnswer } from './scripted-answer.ts';

/** The request with which a `minted` method gets a token, and the provider's answer to it. */
export interface MintExample extends Omit<ScriptedAnswer, 'body' | 'idempotent' | 'ordinary'> {
  /** The answer's body, which has to hold the suite's token: `({ accessToken }) => ({ token: accessToken })`. */
  readonly body: (issued: { readonly accessToken: string }) => unknown;
}

/** Another token, in the provider's words. */
export function mintAnswer(
  { body, ...answer }: MintExample,
  secrets: PlantedSecrets,
): Omit<ScriptedAnswer, 'idempotent' | 'ordinary'> {
  return { ...answer, body: body({ accessToken: secrets.issue() }) };
}
