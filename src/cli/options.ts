import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** One argument and the options; anything else is told how it is called. */
export function oneArgument(
  args: readonly string[],
  options: Options,
  usage: string,
): {
  readonly argument: string;
  readonly values: Readonly<Record<string, unknown>>;
} {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    const [argument, more] = parsed.positionals;
    if (argument === undefined || more !== undefined) throw new UsageError(usage);
    return { argument, values: parsed.values };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}
