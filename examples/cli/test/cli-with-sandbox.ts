import path from 'node:path';
import { onTestFinished } from 'vitest';
import { sandboxPlace } from '../src/place.ts';
import { type RunningSandbox, startRunningSandbox } from '../src/sandbox/running-sandbox.ts';
import { Cli, type Ended } from './cli-process.ts';

/** The program, and a sandbox in the test's own process that it finds. */
export interface CliWithSandbox {
  readonly cli: Cli;
  readonly sandbox: RunningSandbox['sandbox'];
}

/** Starts a sandbox for the processes of one test. */
export async function cliWithSandbox(mailbox?: string): Promise<CliWithSandbox> {
  const cli = await Cli.create();
  const place = sandboxPlace(path.join(cli.home, 'data'), cli.port);
  const running = await startRunningSandbox(place, { mailbox });
  onTestFinished(async () => {
    await running.close();
    cli.remove();
  });
  return { cli, sandbox: running.sandbox };
}

/** What the program prints for a person without a browser. */
export const signInAddress: RegExp = /http:\/\/127\.0\.0\.1:\d+\/\S*oauth\S+(?=\s)/;

/** Connects as a person does: the program prints the address, and the browser of the person goes there and back. */
export async function connect({ cli, sandbox }: CliWithSandbox, words: readonly string[]): Promise<Ended> {
  const running = cli.start(['connect', ...words]);
  const [url] = await running.said(signInAddress);
  const page = await fetch(await sandbox.consent(url));
  await page.text();
  return running.ended;
}

/** Connects by pasting the address of the last page, which is what a service with https callbacks is connected by. */
export async function connectByPasting(
  { cli, sandbox }: CliWithSandbox,
  words: readonly string[],
): Promise<Ended> {
  const running = cli.start(['connect', ...words]);
  const [url] = await running.said(signInAddress);
  running.type(`${await sandbox.consent(url)}\n`);
  return running.ended;
}

/** Calls a tool and reads its answer. */
export async function call(cli: Cli, tool: string, input: object = {}) {
  const ended = await cli.run(['run', tool, JSON.stringify(input), '--json', '--yes']);
  return JSON.parse(ended.stdout);
}
