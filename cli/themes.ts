import { Command, Option } from 'commander';
import { askServer } from './ask-server.ts';
import { themeList, themesText, type ListedThemes } from './themes/report.ts';

const EXAMPLES = `
Examples:
    cityloop themes list
    cityloop themes off energy
    cityloop themes on water lighting --district 东区 --district 西区

A theme that is off takes its layers, indicators, rules and menu with it; what was kept stays. A token, when the server
wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, 2 an option is wrong.`;

interface Common {
	readonly url: string;
	readonly json?: boolean;
}

const url = () => new Option('--url <url>', 'the running server').default('http://127.0.0.1:4400');
const json = () => new Option('--json', 'as JSON');
const askOf = ({ url: at }: Common) => askServer(at, process.env['CITYLOOP_INGEST_TOKEN']);
const print = ({ json: asJson }: Common, listed: ListedThemes) =>
	process.stdout.write(asJson ? `${JSON.stringify(listed)}\n` : themesText(listed));

async function switchThemes(
	ids: readonly string[],
	to: { readonly on: boolean; readonly districts?: readonly string[] },
	options: Common
): Promise<void> {
	const ask = askOf(options);
	let listed: ListedThemes | undefined;
	for (const id of ids)
		listed = await ask(themeList, `/api/themes/${encodeURIComponent(id)}`, { method: 'PUT', body: to });
	if (listed) print(options, listed);
}

const list = new Command('list')
	.description('List the themes, and which are on.')
	.addOption(url())
	.addOption(json())
	.action(async (options: Common) => {
		print(options, await askOf(options)(themeList, '/api/themes'));
	});

const on = new Command('on')
	.description('Switch themes on, everywhere or in some districts only.')
	.argument('<ids...>', 'themes')
	.option(
		'--district <name>',
		'only there; may be given again',
		(name: string, names: string[]) => [...names, name],
		[]
	)
	.addOption(url())
	.addOption(json())
	.action((ids: readonly string[], { district, ...options }: Common & { district: readonly string[] }) =>
		switchThemes(ids, { on: true, ...(district.length > 0 && { districts: district }) }, options)
	);

const off = new Command('off')
	.description('Switch themes off.')
	.argument('<ids...>', 'themes')
	.addOption(url())
	.addOption(json())
	.action((ids: readonly string[], options: Common) => switchThemes(ids, { on: false }, options));

/** `cityloop themes`: which domains the city has on. */
export const themesCommand = new Command('themes')
	.description('Themes of a running server: list them, switch them on and off.')
	.addHelpText('after', EXAMPLES);
for (const command of [list, on, off]) themesCommand.addCommand(command.exitOverride());
