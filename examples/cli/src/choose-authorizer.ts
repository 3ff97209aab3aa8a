import { type Authorizer, deviceCode, pasteUrl } from '@sidecar/core';
import { browserOrPaste } from './browser-or-paste.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { freePort } from './free-port.ts';
import { standIn } from './sandbox/stand-in.ts';
import type { Session } from './session.ts';

/** The ways to consent that `connect` can be told. */
export interface ConsentFlags {
  readonly paste?: boolean;
  readonly device?: boolean;
  readonly as?: string;
}

/** How the person consents: in the browser of this machine unless the flags say otherwise. */
export async function chooseAuthorizer(
  session: Session,
  integration: string,
  flags: ConsentFlags,
): Promise<Authorizer> {
  const { err, asker, place } = session;
  const port = await callbackPort(session, integration);
  const redirectUri = `http://127.0.0.1:${port ?? place.callbackPorts[0]}/callback/${integration}`;
  const prompt = async (url: string, problem?: string) => {
    if (problem) err.line(err.paint('yellow', problem));
    else err.line(`Open this address in any browser and allow the access:\n\n${url}\n`);
    const question = 'The page that comes then cannot be shown. Paste its whole address here: ';
    return pasted(await asker.line(question));
  };
  if (flags.as !== undefined) return standInFor(session, flags.as, port);
  if (flags.paste) return pasteUrl({ redirectUri, prompt });
  if (flags.device) {
    const show = ({ verificationUri, userCode }: { verificationUri: string; userCode: string }) => {
      err.line(`Open ${verificationUri} on any device and enter this code: ${err.paint('bold', userCode)}`);
      err.line('Waiting …');
    };
    return deviceCode({ show });
  }
  return browserOrPaste({ port, err, asker: process.stdin.isTTY ? asker : undefined });
}

/** Undefined where the provider takes any port. */
async function callbackPort({ place, catalog }: Session, integration: string): Promise<number | undefined> {
  const isFixed = Object.values(catalog.find(integration)?.auth ?? {}).some(
    (method) => method.kind === 'oauth2' && method.redirect.port === 'fixed',
  );
  return isFixed ? freePort(place.callbackPorts) : undefined;
}

function standInFor({ sandbox }: Session, login: string, port: number | undefined): Authorizer {
  if (sandbox) return standIn(sandbox.sandbox, { login, ...(port === undefined ? {} : { port }) });
  throw new CliError('Nobody can stand in for you here.', {
    exitCode: exitCodes.usage,
    remedy: '--as works in the session that has started the sandbox. Leave it out.',
  });
}

/** Nothing was pasted and nothing will be: the wait has to end. */
function pasted(line: string | undefined): string {
  if (line !== undefined) return line;
  throw new CliError('No address was pasted.', {
    exitCode: exitCodes.failure,
    remedy: 'Connect again and paste the whole address that the browser shows afterwards.',
  });
}
