import { type Authorizer, deviceCode, type OAuth2, pasteUrl } from '@sidecar/core';
import { browserOrPaste } from './browser-or-paste.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { freePort } from './free-port.ts';
import { readSandboxAddresses } from './sandbox/sandbox-addresses.ts';
import { standIn } from './sandbox/stand-in.ts';
import type { Session } from './session.ts';

/** The ways to consent that `connect` can be told. */
export interface ConsentFlags {
  readonly paste?: boolean;
  readonly device?: boolean;
  readonly as?: string;
  readonly redirect?: string;
}

/** What is connected, and by which of its methods. */
interface ConsentSubject {
  readonly integration: string;
  readonly method: OAuth2;
}

/** How the person consents: in the browser of this machine unless the flags say otherwise. */
export async function chooseAuthorizer(
  session: Session,
  subject: ConsentSubject,
  flags: ConsentFlags,
): Promise<Authorizer> {
  const { err, asker } = session;
  if (flags.device && flags.as === undefined)
    return deviceCode({
      show: ({ verificationUri, userCode }) => {
        err.line(`Open ${verificationUri} on any device and enter this code: ${err.paint('bold', userCode)}`);
        err.line('Waiting …');
      },
    });
  const port = await callbackPort(session, subject);
  const redirectUri = await callbackAddress(session, { ...subject, port, given: flags.redirect });
  const prompt = async (url: string, problem?: string) => {
    if (problem) err.line(err.paint('yellow', problem));
    else err.line(`Open this address in any browser and allow the access:\n\n${url}\n`);
    const question = 'The page that comes then cannot be shown. Paste its whole address here: ';
    return pasted(await asker.line(question));
  };
  // Nothing of ours answers at an https address, nor at one that is given.
  const isPasted = flags.redirect !== undefined || redirectUri.startsWith('https:');
  if (flags.as !== undefined) return standInFor(session, flags.as, isPasted ? { redirectUri } : { port });
  if (flags.paste || isPasted) return pasteUrl({ redirectUri, prompt });
  return browserOrPaste({ port, err, asker: process.stdin.isTTY ? asker : undefined });
}

/** Undefined where the provider takes any port. */
async function callbackPort({ place }: Session, { method }: ConsentSubject): Promise<number | undefined> {
  return method.redirect.port === 'fixed' ? freePort(place.callbackPorts) : undefined;
}

/** Where the provider sends the browser back to. */
async function callbackAddress(
  { place, catalog }: Session,
  subject: ConsentSubject & { readonly port: number | undefined; readonly given: string | undefined },
): Promise<string> {
  const { integration, method, port, given } = subject;
  if (given !== undefined) return given;
  const [host] = method.redirect.hosts;
  if (host !== undefined) return `http://${host}:${port ?? place.callbackPorts[0]}/callback/${integration}`;
  const addresses = place.mode === 'sandbox' ? await readSandboxAddresses(place) : undefined;
  const registered = addresses?.slack.redirectUris.find((address) => address.endsWith(`/${integration}`));
  if (registered !== undefined) return registered;
  throw new CliError(`${catalog.nameOf(integration)} sends people back to https addresses only.`, {
    exitCode: exitCodes.usage,
    remedy: `Register one, and give it with --redirect https://…/callback/${integration}. Nothing has to answer there: you paste it.`,
  });
}

function standInFor(
  { sandbox }: Session,
  login: string,
  way: { readonly port?: number | undefined; readonly redirectUri?: string },
): Authorizer {
  const { port, redirectUri } = way;
  if (!sandbox) {
    throw new CliError('Nobody can stand in for you here.', {
      exitCode: exitCodes.usage,
      remedy: '--as works in the session that has started the sandbox. Leave it out.',
    });
  }
  if (redirectUri !== undefined)
    return pasteUrl({ redirectUri, prompt: (url) => sandbox.sandbox.consent(url, { login }) });
  return standIn(sandbox.sandbox, { login, ...(port === undefined ? {} : { port }) });
}

/** Nothing was pasted and nothing will be: the wait has to end. */
function pasted(line: string | undefined): string {
  if (line !== undefined) return line;
  throw new CliError('No address was pasted.', {
    exitCode: exitCodes.failure,
    remedy: 'Connect again and paste the whole address that the browser shows afterwards.',
  });
}
