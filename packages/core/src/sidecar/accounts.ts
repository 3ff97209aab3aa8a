import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import { storeKey, storeKeyParts } from '../storage/keys.ts';
import type { RecordStore } from '../tokens/record-store.ts';

/** The label of an account where nobody gave one. */
export const defaultAccount = 'default';

/** A label as a person may choose it: short, visible, on one line. */
export function requireLabel(label: unknown): string {
  if (
    typeof label === 'string' &&
    label.length <= 200 &&
    label.isWellFormed() &&
    /^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u.test(label)
  )
    return label;
  throw new SidecarError(
    'invalid_input',
    'The label of an account is a text of 1 to 200 visible characters.',
    {
      fields: [{ path: 'account', message: 'Expected a short text.' }],
    },
  );
}

/** The labels of a user's connected accounts at one integration, in order. */
export async function accountLabels(
  records: RecordStore,
  { user, integration }: { readonly user: string; readonly integration: string },
): Promise<readonly string[]> {
  const labels = new Set<string>();
  for await (const key of records.keys(`${storeKey('tokens', user, integration)}/`)) {
    const label = storeKeyParts(key)[3];
    if (label !== undefined) labels.add(label);
  }
  return [...labels];
}

/** Finds the account that a call means; lists a user's accounts only where the usual one does not answer it. */
export async function findAccount(
  records: RecordStore,
  { user, plugin }: { readonly user: string; readonly plugin: AnyPlugin },
  named: string | undefined,
): Promise<string> {
  const account = named ?? defaultAccount;
  if (await records.exists({ user, integration: plugin.id, account })) return account;
  return chooseAccount(await accountLabels(records, { user, integration: plugin.id }), named, plugin);
}

/** Which account a call means: the one that is named, or the only one, or the one called `default`. */
export function chooseAccount(
  labels: readonly string[],
  named: string | undefined,
  integration: { readonly id: string; readonly name: string },
): string {
  const choices = {
    integration: integration.id,
    nextAction: `Give one of the accounts: ${labels.join(', ')}.`,
  };
  if (named !== undefined) {
    if (typeof named !== 'string')
      throw new SidecarError('invalid_input', 'The label of an account is a text.', choices);
    if (labels.length > 0 && !labels.includes(named)) {
      throw new SidecarError(
        'invalid_input',
        `${integration.name} has no account "${named.slice(0, 80)}".`,
        choices,
      );
    }
    return named;
  }
  const [only = defaultAccount] = labels;
  if (labels.length <= 1) return only;
  if (labels.includes(defaultAccount)) return defaultAccount;
  throw new SidecarError('invalid_input', `${integration.name} has several accounts.`, choices);
}
