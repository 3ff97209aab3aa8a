import { type MintContext, type MintedToken, SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { githubHeaders } from '../github-headers.ts';
import { readProblem } from '../github-problem.ts';
import { rateLimitEndsInMs } from '../rate-limit.ts';
import { appAssertion } from './app-assertion.ts';

/** What identifies an installation of a GitHub App, and proves that it is ours. */
export interface AppKey {
  /** The app's id, or its client id. */
  readonly appId: string;
  readonly privateKey: string;
  /** Login of the organisation, or person, that the app is installed for. */
  readonly organization?: string | undefined;
  readonly installationId?: string | undefined;
}

const installationSchema = z.object({ id: z.int().positive() });
const tokenSchema = z.object({ token: z.string().min(1), expires_at: z.string().nullish() });

/**
 * Makes a token of an app's installation; it lives for an hour.
 * @see https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
 */
export async function installationToken(
  apiUrl: string,
  key: AppKey,
  { fetch, signal, now }: MintContext,
): Promise<MintedToken> {
  const headers = { ...githubHeaders, authorization: `Bearer ${await appAssertion(key, now())}` };
  const ask = (method: string, path: string) => fetch(apiUrl + path, { method, headers, signal });
  const id = key.installationId ?? (await findInstallation(ask, key.organization ?? '', now()));
  const minting = await ask('POST', `/app/installations/${encodeURIComponent(id)}/access_tokens`);
  const made = await readMintAnswer(minting, tokenSchema, now());
  const expiresAt = Date.parse(made.expires_at ?? '');
  return { accessToken: made.token, ...(Number.isNaN(expiresAt) ? {} : { expiresAt }) };
}

/** An app is installed for an organisation or for a person, and GitHub has a path for each. */
async function findInstallation(
  ask: (method: string, path: string) => Promise<Response>,
  account: string,
  nowMs: number,
): Promise<string> {
  const name = encodeURIComponent(account);
  const organization = await ask('GET', `/orgs/${name}/installation`);
  const found = organization.status === 404 ? await ask('GET', `/users/${name}/installation`) : organization;
  return String((await readMintAnswer(found, installationSchema, nowMs)).id);
}

async function readMintAnswer<Answer extends z.ZodType>(
  response: Response,
  answer: Answer,
  nowMs: number,
): Promise<z.infer<Answer>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw mintError(response, body, nowMs);
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new SidecarError('invalid_response', "GitHub's answer to the app is not as documented.", {
    integration: 'github',
  });
}

function mintError({ status, headers }: Response, body: unknown, nowMs: number): SidecarError {
  const integration = 'github';
  const retryAfterMs = rateLimitEndsInMs({ status, headers, body, nowMs });
  if (retryAfterMs !== undefined)
    return new SidecarError('rate_limited', 'GitHub is rate limited.', { integration, retryAfterMs });
  if (status === 401)
    return new SidecarError(
      'not_configured',
      `GitHub does not accept the app's key${readProblem(body).words}`,
      {
        integration,
        nextAction: "Check the app id and the private key, and this machine's clock.",
      },
    );
  if (status === 404)
    return new SidecarError('needs_reauth', 'The GitHub App is not installed there.', {
      integration,
      nextAction: 'Install the app for the organisation, or check its name.',
    });
  if (status === 403)
    return new SidecarError('needs_reauth', `GitHub does not let the app in${readProblem(body).words}`, {
      integration,
      nextAction: 'Ask an owner of the organisation whether the installation was suspended.',
    });
  return new SidecarError('provider_unavailable', `GitHub made no token for the app (${status}).`, {
    integration,
  });
}
