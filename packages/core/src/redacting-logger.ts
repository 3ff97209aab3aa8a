import type { Logger } from './logger.ts';
import { redact } from './redact.ts';

/** A logger through which no credential passes, whatever plugins and libraries say. */
export function redactingLogger(logger: Logger): Logger {
  return {
    debug: (message) => logger.debug(redact(message)),
    info: (message) => logger.info(redact(message)),
    warn: (message) => logger.warn(redact(message)),
    error: (message) => logger.error(redact(message)),
  };
}
