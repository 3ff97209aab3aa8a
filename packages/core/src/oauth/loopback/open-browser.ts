import { spawn } from 'node:child_process';

/** Where a browser would be opened. */
export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The program that opens a URL in the person's browser; undefined when nobody sits in front of this machine. */
export function browserCommand({
  platform,
  environment,
}: BrowserSurroundings): readonly [string, ...string[]] | undefined {
  const isRemote = Boolean(environment.SSH_CONNECTION || environment.SSH_TTY);
  if (platform === 'darwin') return isRemote ? undefined : ['open'];
  // Not `start`: it belongs to the shell, which would read `&` in a URL as its own.
  if (platform === 'win32') return isRemote ? undefined : ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasScreen = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  return hasScreen ? ['xdg-open'] : undefined;
}

/** Opens a web address in the person's browser; answers whether that seems to have worked. */
export async function openBrowser(
  url: string,
  surroundings: BrowserSurroundings = { platform: process.platform, environment: process.env },
): Promise<boolean> {
  const command = browserCommand(surroundings);
  if (!command || !/^https?:$/.test(new URL(url).protocol)) return false;
  const [program, ...parameters] = command;
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters, url], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.unref();
  });
}
