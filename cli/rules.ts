import { Command, Option } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import type { EngineRule } from '#lib/server/alarms/rule-engine/rule-program.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { readInstant } from './read-instant.ts';
import { judgePast } from './rules/judge-past.ts';
import { pastOfFolder } from './rules/past-of-folder.ts';
import { pastOfServer } from './rules/past-of-server.ts';
import { listText, saidOf, testText } from './rules/report.ts';
import { jsonOption, serverToken, urlOption } from './server-options.ts';

const EXAMPLES = `
Examples:
    cityloop rules list --theme water
    cityloop rules test --from -1d
    cityloop rules test --rule water/underpass-flooded --from 2026-11-24T00:00:00Z --to 2026-11-25T00:00:00Z --json
    cityloop rules test --data data --city yunquan --from -2h

History is asked from a running server, or read from a data folder that no server holds. What holds already at the first
instant counts as raised then. A token, for restricted layers, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or there is no history, 2 an option is wrong.`;

interface Chosen {
	readonly theme?: string;
	readonly rule?: readonly string[];
	readonly json?: boolean;
}
interface TestOptions extends Chosen {
	readonly from: number;
	readonly to?: number;
	readonly url: string;
	readonly data?: string;
	readonly city?: string;
}

const theme = () => new Option('--theme <id>', 'only the rules of this theme');

const list = new Command('list')
	.description('List the rules of all themes: key, level, condition.')
	.addOption(theme())
	.addOption(jsonOption())
	.action((options: Chosen) => {
		const rules = chosen(options);
		process.stdout.write(
			options.json
				? `${JSON.stringify(rules.map((rule) => ({ ...rule, said: saidOf(rule) })))}\n`
				: listText(rules)
		);
	});

const test = new Command('test')
	.description('Say how often each rule would have fired over a stretch of history.')
	.option('--rule <key>', 'theme/rule; may be given again', (key: string, keys: readonly string[] = []) => [
		...keys,
		key
	])
	.addOption(theme())
	.option('--from <time>', 'first instant: ISO, or -10m, -1h, -2d from now', readInstant, readInstant('-1d'))
	.option('--to <time>', 'last instant (default: now)', readInstant)
	.addOption(urlOption())
	.option('--data <dir>', 'data folder, instead of a server; needs --city')
	.option('--city <id>', 'city of the data folder')
	.addOption(jsonOption())
	.action(async (options: TestOptions) => {
		const { from, to = Date.now() } = options;
		if (from >= to) throw new AppError('OPTION_INVALID', { message: '--from must lie before --to.' });
		const rules = chosen(options);
		const past = await open(options);
		try {
			const tested = await judgePast(past, rules, from, to, progress(from, to));
			process.stdout.write(options.json ? `${JSON.stringify(tested)}\n` : testText(tested));
		} finally {
			await past.close();
		}
	});

/** `cityloop rules`: what makes alarms, and how much of it there would have been. */
export const rulesCommand = new Command('rules')
	.description('Alarm rules: list them, test them on history.')
	.addHelpText('after', EXAMPLES);
for (const command of [list, test]) rulesCommand.addCommand(command.exitOverride());

function chosen({ theme: id, rule: keys }: Chosen): readonly EngineRule[] {
	const all = THEMES.flatMap(({ id: of, rules }) =>
		rules.map((rule): EngineRule => ({ key: `${of}/${rule.id}`, theme: of, rule }))
	);
	if (id !== undefined && !THEMES.some((known) => known.id === id))
		throw new AppError('OPTION_INVALID', {
			message: `There is no theme '${id}'; there are: ${THEMES.map((known) => known.id).join(', ')}.`
		});
	const unknown = keys?.find((key) => !all.some((rule) => rule.key === key));
	if (unknown !== undefined)
		throw new AppError('OPTION_INVALID', {
			message: `There is no rule '${unknown}': cityloop rules list names them.`
		});
	return all.filter((rule) => (id === undefined || rule.theme === id) && (!keys || keys.includes(rule.key)));
}

async function open({ url, data, city }: TestOptions) {
	if (data === undefined) return pastOfServer(url, serverToken());
	if (city === undefined)
		throw new AppError('OPTION_INVALID', { message: 'Name the city of the folder: --city.' });
	return pastOfFolder(data, city);
}

/** A line for people who wait. */
function progress(from: number, to: number): (at: number) => void {
	if (!process.stderr.isTTY) return () => undefined;
	return (at) => {
		process.stderr.write(`\r${Math.round(((at - from) / (to - from)) * 100)} %${at >= to ? '\n' : ''}`);
	};
}
