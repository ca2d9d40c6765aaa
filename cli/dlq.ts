import { Command } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { openServer, type DeadLetterServer } from './dlq/dead-letter-server.ts';
import { letterText, listText, retryText } from './dlq/report.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from './server-options.ts';
import { readCount } from './read-count.ts';

const EXAMPLES = `
Examples:
    cityloop dlq list
    cityloop dlq show 17
    cityloop dlq show 17 --raw | cityloop decode json -
    cityloop dlq retry 17 18
    cityloop dlq retry --all

A token, when the server wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or letters tried again still have faults, 2 an option is wrong.`;

const serverOf = ({ url: at }: ServerOptions) => openServer(at, serverToken());
const print = (common: ServerOptions, value: unknown, text: string) =>
	process.stdout.write(common.json ? `${JSON.stringify(value)}\n` : text);

const list = new Command('list')
	.description('List the newest dead letters: where each came from and its first fault.')
	.option('--limit <n>', 'how many', readCount, 20)
	.option('--before <id>', 'only older ones', readCount)
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (options: ServerOptions & { limit: number; before?: number }) => {
		const listed = await serverOf(options).list(options.limit, options.before);
		print(options, listed, listText(listed, options.limit));
	});

const show = new Command('show')
	.description('Show one dead letter: every fault, and the message as it came.')
	.argument('<id>', 'its number in the list', readCount)
	.option('--raw', 'only the bytes of the message, unchanged')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (id: number, options: ServerOptions & { raw?: boolean }) => {
		const letter = await serverOf(options).show(id);
		if (options.raw) process.stdout.write(letter.raw);
		else print(options, { ...letter, raw: Buffer.from(letter.raw).toString('base64') }, letterText(letter));
	});

const retry = new Command('retry')
	.description(
		'Read dead letters anew, after their cause was mended. Those without a fault left are forgotten.'
	)
	.argument('[ids...]', 'numbers in the list')
	.option('--all', 'all that are kept, oldest first')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (texts: readonly string[], options: ServerOptions & { all?: boolean }) => {
		const server = serverOf(options);
		const ids = options.all ? await everyId(server) : texts.map(readCount);
		if (ids.length === 0 && !options.all)
			throw new AppError('OPTION_INVALID', { message: 'Name letters to try again, or --all.' });
		const told = ids.length > 0 ? await server.retry(ids) : { retried: [], unknown: [] };
		print(options, told, retryText(told));
		if (told.unknown.length > 0 || told.retried.some(({ rejected }) => rejected.length > 0))
			process.exitCode = 1;
	});

/** `cityloop dlq`: messages that could not be used. */
export const dlqCommand = new Command('dlq')
	.description('Messages that could not be used: list them, look at one, try them again.')
	.addHelpText('after', EXAMPLES);
for (const command of [list, show, retry]) dlqCommand.addCommand(command.exitOverride());

async function everyId(server: DeadLetterServer): Promise<number[]> {
	const ids: number[] = [];
	for (let before: number | undefined; ; before = ids.at(-1)) {
		const { letters } = await server.list(1000, before);
		if (letters.length === 0) return ids.toReversed();
		ids.push(...letters.map(({ id }) => id));
	}
}
