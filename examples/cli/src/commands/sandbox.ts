import { serviceIds } from '@sidecar/sandbox';
import { type Command, InvalidArgumentError } from 'commander';
import type { Application, GlobalFlags } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { givenPath } from '../given-path.ts';
import { changeFaults } from '../sandbox/change-faults.ts';
import { startRunningSandbox } from '../sandbox/running-sandbox.ts';
import { type TypedCredential, typedCredentials } from '../sandbox/typed-credentials.ts';
import { shellWord } from '../shell-word.ts';
import { printableJson } from '../terminal/printable.ts';
import { progress } from '../terminal/progress.ts';

interface SandboxFlags extends GlobalFlags {
  readonly mailbox?: string;
}

/** `sidecar sandbox`, and `sidecar sandbox fault google status --status 429`. */
export function addSandbox(program: Command, application: Application): void {
  const sandbox = program
    .command('sandbox')
    .description('run the stand-ins of all built-in services until Ctrl-C')
    .option('--mailbox <path>', 'fill the mailbox from a folder of .eml files or an mbox')
    .action(async () => runSandbox(application, flagsOf<SandboxFlags>(sandbox)));
  addFault(sandbox, application);
}

/** In the interactive session the sandbox is there already: `/sandbox fault google status`. */
export function addSandboxFault(program: Command, application: Application): void {
  addFault(program.command('sandbox').description('let the sandbox fail on purpose'), application);
}

function addFault(sandbox: Command, application: Application): void {
  const command = sandbox
    .command('fault')
    .description('let a service of the running sandbox fail; without arguments: what is switched on')
    .argument('[service]', `${serviceIds.join(', ')}; none: end all faults`)
    .argument('[kind]', 'status, slow, cut, lost-answer, hang, html, garbage, huge')
    .option('--on <area>', 'api, token or revocation', 'api')
    .option('--status <code>', 'the status of a fault of this kind', number)
    .option('--retry-after <seconds>', 'a Retry-After header', number)
    .option('--delay-ms <milliseconds>', 'for slow', number)
    .option('--times <count>', 'how many requests it hits; all unless given', number)
    .option('--path <text>', 'only requests whose method and path contain this: "POST /2/tweets"');
  command.action(async (service: string | undefined, kind: string | undefined) => {
    const { out, json } = application;
    const place = application.place(flagsOf(command));
    const faults = await changeFaults(place.sandboxPort, { service, kind, ...command.opts() });
    if (json) return out.line(printableJson(faults));
    if (faults.length === 0) return out.line('No faults are switched on.');
    for (const fault of faults) out.line(printableJson(fault).replace(/\s+/g, ' '));
  });
}

async function runSandbox(application: Application, flags: SandboxFlags): Promise<void> {
  const { out, err, signal } = application;
  const shown = progress(err, 'Starting the sandbox');
  const mailbox = flags.mailbox && givenPath(flags.mailbox);
  const running = await startRunningSandbox(application.place(flags), {
    mailbox,
    onProgress: (done, total) => shown.update(`${done} of ${total} messages`),
  }).finally(() => shown.end());
  application.adopt(running);
  const { url } = running.sandbox;
  const places = Object.fromEntries(serviceIds.map((id) => [id, running.sandbox[id].apiUrl]));
  const credentials = await typedCredentials(running.sandbox);
  if (application.json) out.line(printableJson({ url, ...places, credentials }));
  else {
    out.line(`The sandbox is running; faults: ${url}`);
    for (const [id, place] of Object.entries(places)) out.line(`  ${id.padEnd(8)}${place}`);
    out.line(`In another terminal: ${application.prefix}connect gmail, or with what is typed:`);
    for (const { integration, auth, fields } of credentials)
      out.line(`  connect ${integration} --auth ${auth} ${fieldFlags(fields)}`);
    out.line('Ctrl-C ends it; it forgets everything then.');
  }
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A value of several lines does not fit into a command; `--json` prints it. */
function fieldFlags(fields: TypedCredential['fields']): string {
  return Object.entries(fields)
    .map(([name, value]) =>
      value.includes('\n') ? `--field-file ${name}=key.pem` : `--field ${name}=${shellWord(value)}`,
    )
    .join(' ');
}

function number(typed: string): number {
  const value = Number(typed);
  if (typed.trim() !== '' && Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a whole number.');
}
