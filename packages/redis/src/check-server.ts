import { redisProblem } from './redis-problem.ts';

/** Refuses a server that throws away what it was given; says nothing where the server does not tell. `info` is what INFO answers. */
export function checkEviction(info: string): void {
  const policy = readInfo(info, 'maxmemory_policy');
  if (!policy?.startsWith('allkeys-')) return;
  throw redisProblem({
    problem: `This Redis is a cache: under its maxmemory-policy ${policy} it throws away connections of your users when its memory is full.`,
    remedy: 'Set maxmemory-policy to noeviction, or use another Redis.',
    retryable: false,
  });
}

/** Whether the server says that it keeps no append-only file. */
export function lacksAppendOnlyFile(info: string): boolean {
  return readInfo(info, 'aof_enabled') === '0';
}

function readInfo(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(\\S+)\\s*$`, 'm').exec(info)?.[1];
}
