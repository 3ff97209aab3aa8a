#!/usr/bin/env node
import { createAsker } from './ask.ts';
import { collectAnswers } from './collect-answers.ts';
import { CreateError } from './create-error.ts';
import { createPlugin } from './create-plugin.ts';
import { readFlags, usage } from './read-flags.ts';

async function main(words: readonly string[]): Promise<void> {
  const flags = readFlags(words);
  if (flags.help) {
    process.stdout.write(usage);
    return;
  }
  const asker = flags.yes ? undefined : createAsker(process.stdin, process.stdout);
  try {
    const answers = await collectAnswers(flags, asker);
    const created = await createPlugin(answers, { workingFolder: process.cwd(), folder: flags.dir });
    const steps = created.nextSteps.map((step) => `  ${step}\n`).join('');
    process.stdout.write(`\nWrote ${created.files.length} files into ${created.folder}\n\nNow:\n${steps}`);
  } finally {
    asker?.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof CreateError;
  process.stderr.write(`${isExpected ? error.message : `It failed: ${String(error)}`}\n`);
  process.exitCode = isExpected ? error.exitCode : 1;
}
