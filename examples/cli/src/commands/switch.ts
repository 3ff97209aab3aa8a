import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import { printableJson } from '../terminal/printable.ts';

const descriptions = {
  enable: 'offer the tools of an integration',
  disable: 'offer them no longer; its connections are kept',
} as const;

/** `sidecar enable gmail` and `sidecar disable gmail`. */
export function addSwitch(program: Command, application: Application): void {
  for (const verb of ['enable', 'disable'] as const) {
    const command = program
      .command(verb)
      .argument('<name>', 'gmail, slack, github … or a plugin')
      .description(descriptions[verb]);
    command.action(async (name: string) => {
      const { sidecar, catalog, out, json } = await application.session(flagsOf(command));
      const { id: integration } = requireIntegration(catalog, name);
      await sidecar[verb](integration);
      const status = await sidecar.status(integration);
      if (json) return out.line(printableJson(status));
      out.line(`${status.name} is ${verb}d.`);
    });
  }
}
