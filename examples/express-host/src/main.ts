import { DemoUsers } from './identity/demo-users.ts';
import { readSettings, type Settings } from './read-settings.ts';
import { type RunningHost, startHost } from './start-host.ts';

try {
  await main();
} catch (error) {
  console.error(remedy(error));
  process.exitCode = 1;
}

async function main() {
  const settings = readSettings(process.env);
  const users = DemoUsers.fromEnvironment(process.env);
  const host = await startHost(settings, users, console);
  console.log(welcome(settings, users, host));

  let ending = false;
  const end = async () => {
    // Who asks twice does not want to wait.
    if (ending) process.exit(1);
    ending = true;
    console.log('Ending …');
    await host.close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function welcome({ mode }: Settings, { all }: DemoUsers, { url, port }: RunningHost): string {
  const where = mode === 'sandbox' ? 'a local sandbox: no real account is involved' : 'the real services';
  return [
    `The host listens at ${url} and uses ${where}.`,
    ...(url.endsWith(`:${port}`) ? [] : [`Its proxy finds it at port ${port} of this machine.`]),
    'Sign in as one of:',
    ...all.map(({ id, password }) => `  ${id.padEnd(6)} password: ${password}`),
    'End it with Ctrl+C.',
  ].join('\n');
}

function remedy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken ? 'The port is taken. Set PORT to another one.' : message;
}
