import type { ListedTool } from '@sidecar/core';
import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { requireTool } from '../known-names.ts';
import type { Session } from '../session.ts';
import { fit, pad, width } from '../terminal/fit.ts';
import { formatValue } from '../terminal/format-value.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';

/** `sidecar tools [NAME]`. */
export function addTools(program: Command, application: Application): void {
  const command = program
    .command('tools')
    .argument('[tool]', 'show the input of this one')
    .description('list the tools that can be called now');
  command.action(async (name: string | undefined) => {
    const session = await application.session(flagsOf(command));
    const wanted = name === undefined ? undefined : requireTool(session.catalog, name);
    const tools = (await session.sidecar.tools()).filter(
      ({ qualifiedName }) => wanted === undefined || qualifiedName === wanted.qualifiedName,
    );
    if (session.json) return session.out.line(printableJson(tools));
    if (tools.length === 0)
      return session.err.line(
        `None. Connect something first: ${session.prefix}connect ${wanted?.plugin.id ?? 'gmail'}`,
      );
    if (wanted === undefined) return list(tools, session);
    for (const { qualifiedName, effect, description, inputSchema } of tools) {
      session.out.line(`${session.out.paint('bold', qualifiedName)} (${effect})`);
      for (const line of formatValue({ description, input: inputSchema.properties ?? {} }))
        session.out.line(`  ${line}`);
    }
  });
}

function list(tools: readonly ListedTool[], { out }: Session): void {
  const widest = Math.max(...tools.map(({ name }) => width(name)));
  for (const { name, effect, description } of tools) {
    const start = `${pad(name, widest)}  ${pad(effect, 5)}  `;
    const [firstSentence = ''] = printableLine(description).split(/(?<=\.) /);
    const room = Math.max(20, out.columns - width(start));
    out.line(start + (out.isTerminal ? fit(firstSentence, room) : firstSentence));
  }
}
