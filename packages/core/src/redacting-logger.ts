import type { Logger } from './logger.ts';
import { redact } from './redact.ts';

/** A logger through which no credential passes, whatever plugins and libraries say; one that fails or lacks a level fails no call. */
export function redactingLogger(logger: Partial<Logger>): Logger {
  const write = (level: keyof Logger) => (message: string) => {
    try {
      logger[level]?.(redact(String(message)));
    } catch {
      // There is nowhere to say it.
    }
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
