import { createHash } from 'node:crypto';

/** A script that the server keeps under its hash. */
export interface LuaScript {
  readonly text: string;
  readonly sha1: string;
}

/** A script together with the name under which Redis knows it. */
export function luaScript(text: string): LuaScript {
  return { text, sha1: createHash('sha1').update(text).digest('hex') };
}
