import { DemoUsers } from './identity/demo-users.ts';
import { readAssignment } from './instances/assignment.ts';
import { readSettings, type Settings } from './read-settings.ts';
import type { RunningHost } from './start-host.ts';

try {
  const assignment = readAssignment(process.env);
  const users = DemoUsers.fromEnvironment(process.env);
  if (assignment) {
    const { runInstance } = await import('./instances/run-instance.ts');
    endWith(await runInstance(assignment, users, console));
  } else {
    await main(users);
  }
} catch (error) {
  console.error(remedy(error));
  process.exit(1);
}

async function main(users: DemoUsers) {
  const settings = readSettings(process.env);
  const host = await start(settings, users);
  endWith(async () => {
    console.log('Ending …');
    await host.close();
  });
  console.log(welcome(settings, users, host));
}

/** One process over files, or several over a database. */
async function start(settings: Settings, users: DemoUsers): Promise<RunningHost> {
  const { databaseUrl } = settings;
  if (databaseUrl === undefined) return (await import('./start-host.ts')).startHost(settings, users, console);
  const { startInstances } = await import('./instances/start-instances.ts');
  return startInstances({ ...settings, databaseUrl }, users, console);
}

function endWith(close: () => Promise<void>): void {
  let ending = false;
  const end = async () => {
    // Who asks twice does not want to wait.
    if (ending) process.exit(1);
    ending = true;
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function welcome(
  { mode, databaseUrl, instances }: Settings,
  { all }: DemoUsers,
  { url, port }: RunningHost,
): string {
  const where = mode === 'sandbox' ? 'a local sandbox: no real account is involved' : 'the real services';
  return [
    `The host listens at ${url} and uses ${where}.`,
    ...(databaseUrl === undefined ? [] : [`${instances} instances share PostgreSQL and this port.`]),
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
