import { Command } from 'commander';
import { AppError } from '#lib/model/errors.ts';

const EXAMPLES = `
Examples:
    cityloop decode ngsi-ld notification.json
    cityloop decode gtfs-rt vehicles.pb --json | jq .counts
    echo '{"t":21.5}' | cityloop decode json - --topic city/demo/air/pole-7/up

Exit codes: 0 something could be used or the message is rightly empty, 2 nothing could be used or an option is wrong.`;

interface DecodeFlags {
	readonly json?: boolean;
	readonly topic?: string;
	readonly received?: string;
}

/** `cityloop decode`: what a message of a foreign format says, and what in it cannot be used. */
export const decodeCommand = new Command('decode')
	.description('Show what a message says to Cityloop: rows, counts by kind, rejections with reasons.')
	.argument('<adapter>', 'format of the message; a wrong one lists all')
	.argument('<file>', 'the message, may be .gz; - is standard input')
	.option('--json', 'print { adapter, file, rows, rejected, counts } on stdout')
	.option('--topic <topic>', 'MQTT topic or HTTP path that it came by')
	.option('--received <time>', 'ISO 8601 time of arrival with a zone; default: now')
	.addHelpText('after', EXAMPLES)
	.action(run);

async function run(id: string, file: string, flags: DecodeFlags): Promise<void> {
	// Only now: the help of the command line should not wait for every format to load.
	const [{ adapters, findAdapter }, { decodeReport }, { readMessage }] = await Promise.all([
		import('#lib/adapters/registry.ts'),
		import('./decode-report.ts'),
		import('./read-message.ts')
	]);
	const adapter = findAdapter(id);
	if (!adapter) {
		const known = adapters.map((other) => `\n  ${other.id.padEnd(13)} ${other.about}`).join('');
		throw new AppError('OPTION_INVALID', {
			adapter: id,
			message: `There is no adapter "${id}". There are:${known}`
		});
	}
	const receivedAt = await receivedTime(flags.received);
	const decoded = adapter.decode(
		readMessage(file),
		receivedAt,
		flags.topic === undefined ? {} : { topic: flags.topic }
	);
	const { rows, rejected, counts } = decoded;
	process.stdout.write(
		flags.json
			? `${JSON.stringify({ adapter: id, file, rows, rejected, counts })}\n`
			: decodeReport(id, file, decoded)
	);
	if (rows.length > 0 || rejected.length === 0) return;
	process.stderr.write(`${file}: nothing in it could be used as ${id}; the reasons are under "rejected".\n`);
	process.exitCode = 2;
}

async function receivedTime(text: string | undefined): Promise<number> {
	if (text === undefined) return Date.now();
	const { instantOfText } = await import('#lib/adapters/support/instant.ts');
	const instant = instantOfText(text);
	if (!instant.ok)
		throw new AppError('OPTION_INVALID', { received: text, message: `--received: ${instant.reason}.` });
	return instant.at;
}
