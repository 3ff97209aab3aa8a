import { readFileSync } from 'node:fs';
import { type OAuthClient, SidecarError } from '@sidecar/core';
import { z } from 'zod';

/** What users of `@google-cloud/local-auth` have lying beside their program: paths, or the parsed files. */
export interface LocalAuthFiles {
  /** `credentials.json` as the Google Cloud console gives it, of an installed or a web client. */
  readonly credentials: string | URL | object;
  /** `token.json`, the saved authorization (`"type": "authorized_user"`). */
  readonly token?: string | URL | object;
}

/** An authorization that was given to another program with the same client. */
export interface SavedGrant {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the files hold. */
export interface LocalAuth {
  /** For `gmail({ client })`. */
  readonly client: OAuthClient;
  readonly grant?: SavedGrant;
}

const clientFields = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const credentialsSchema = z.union([
  z.object({ installed: clientFields }).transform(({ installed }) => installed),
  z.object({ web: clientFields }).transform(({ web }) => web),
]);
const tokenSchema = clientFields.extend({ refresh_token: z.string().min(1) });

/** Takes over the OAuth client, and the authorization if there is one, of a program that used `@google-cloud/local-auth`. */
export function fromLocalAuth({ credentials, token }: LocalAuthFiles): LocalAuth {
  const { client_id: id, client_secret: secret } = read('credentials', credentials, credentialsSchema);
  // Not enumerable: whoever prints it must not come across the secrets.
  const client: OAuthClient = hide({ id }, { secret });
  if (token === undefined) return { client };
  const saved = read('token', token, tokenSchema);
  if (saved.client_id !== id) {
    throw invalid('token', 'belongs to another OAuth client than the credentials');
  }
  const grant = hide({ clientId: id }, { refreshToken: saved.refresh_token, clientSecret: secret });
  return { client, grant };
}

function read<S extends z.ZodType>(field: string, source: string | URL | object, schema: S): z.output<S> {
  const isFile = typeof source === 'string' || source instanceof URL;
  const value: unknown = isFile ? readJson(field, source) : source;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const kind = z.object({ type: z.string() }).safeParse(value).data?.type;
  if (kind === 'service_account') {
    throw invalid(
      field,
      'is the key of a service account; create an OAuth client of type "Desktop app" instead',
    );
  }
  throw invalid(field, 'does not have the fields that Google writes');
}

function readJson(field: string, path: string | URL): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The message of a syntax error quotes the file, and with it the secret.
    throw invalid(field, error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
}

function invalid(field: string, message: string): SidecarError {
  return new SidecarError('not_configured', `fromLocalAuth: ${field} ${message}.`, {
    integration: 'gmail',
    nextAction: 'Download the file again at https://console.cloud.google.com/apis/credentials.',
  });
}

function hide<Shown extends object, Hidden extends object>(shown: Shown, hidden: Hidden): Shown & Hidden {
  const properties = Object.entries(hidden).map(([name, value]) => [name, { value, enumerable: false }]);
  return Object.defineProperties({ ...shown, ...hidden }, Object.fromEntries(properties));
}
