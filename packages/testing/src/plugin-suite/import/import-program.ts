/**
 * The program of the process in which a package is imported: it watches what an import must not touch.
 * Reading the environment counts only in the package's own files: some libraries look there for debugging switches.
 * Globals that begin with two underscores are marks that libraries (zod) leave for other copies of themselves.
 */
export function importProgram({
  specifier,
  folder,
}: {
  readonly specifier: string;
  readonly folder: string;
}): string {
  return `
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const folder = pathToFileURL(realpathSync(${JSON.stringify(folder)})).href;
const effects = new Set();
let isImporting = false;
const isOwn = () => {
  const caller = new Error().stack.split('\\n').slice(1).find((frame) => !frame.includes('[eval'));
  const place = caller?.indexOf(folder) ?? -1;
  return place >= 0 && !caller.slice(place + folder.length).includes('node_modules/');
};
for (const name of ['fetch', 'Request', 'Response', 'Headers', 'WebSocket']) {
  const value = globalThis[name];
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() { if (isImporting) effects.add('touched the global ' + name); return value; },
    set(next) { if (isImporting) effects.add('replaced the global ' + name); Object.defineProperty(globalThis, name, { value: next, configurable: true, writable: true }); },
  });
}
for (const name of ['setTimeout', 'setInterval']) {
  const original = globalThis[name];
  globalThis[name] = Object.assign((...given) => {
    if (isImporting) effects.add('started a timer');
    return original(...given);
  }, original);
}
const environment = process.env;
const watch = (name) => { if (isImporting && typeof name === 'string' && isOwn()) effects.add('read the environment variable ' + name); };
Object.defineProperty(process, 'env', {
  configurable: true,
  value: new Proxy(environment, {
    get(target, name) { watch(name); return Reflect.get(target, name); },
    has(target, name) { watch(name); return Reflect.has(target, name); },
    set(target, name, value) { if (isImporting) effects.add('changed the environment variable ' + String(name)); return Reflect.set(target, name, value); },
  }),
});
const globals = new Set(Object.getOwnPropertyNames(globalThis));
const prototypes = [Object.prototype, Array.prototype, String.prototype, Promise.prototype, Function.prototype];
const membersOf = () => prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).length).join();
const listenersOf = () => process.eventNames().map((name) => String(name) + process.listenerCount(name)).sort().join();
const before = { members: membersOf(), listeners: listenersOf(), folder: process.cwd() };
const startedAt = performance.now();
isImporting = true;
await import(${JSON.stringify(specifier)});
const durationMs = performance.now() - startedAt;
await new Promise((resolve) => setImmediate(resolve));
isImporting = false;
const isNew = (name) => !globals.has(name) && !name.startsWith('__');
for (const name of Object.getOwnPropertyNames(globalThis)) if (isNew(name)) effects.add('added the global ' + name);
if (membersOf() !== before.members) effects.add('changed a prototype of the language');
if (listenersOf() !== before.listeners) effects.add('listens to events of the process');
if (process.cwd() !== before.folder) effects.add('changed the working folder');
process.stdout.write('\\0' + JSON.stringify({ effects: [...effects], durationMs }));
`;
}
