import { Command } from 'commander';
import { askServer } from './ask-server.ts';
import { themeList, themesText, type ListedThemes } from './themes/report.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from './server-options.ts';

const EXAMPLES = `
Examples:
    cityloop themes list
    cityloop themes off energy
    cityloop themes on water lighting --district 东区 --district 西区

A theme that is off takes its layers, indicators, rules and menu with it; what was kept stays. A token, when the server
wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, 2 an option is wrong.`;

const askOf = ({ url: at }: ServerOptions) => askServer(at, serverToken());
const print = ({ json: asJson }: ServerOptions, listed: ListedThemes) =>
	process.stdout.write(asJson ? `${JSON.stringify(listed)}\n` : themesText(listed));

async function switchThemes(
	ids: readonly string[],
	to: { readonly on: boolean; readonly districts?: readonly string[] },
	options: ServerOptions
): Promise<void> {
	const ask = askOf(options);
	let listed: ListedThemes | undefined;
	for (const id of ids)
		listed = await ask(themeList, `/api/themes/${encodeURIComponent(id)}`, { method: 'PUT', body: to });
	if (listed) print(options, listed);
}

const list = new Command('list')
	.description('List the themes, and which are on.')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (options: ServerOptions) => {
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
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(
		(ids: readonly string[], { district, ...options }: ServerOptions & { district: readonly string[] }) =>
			switchThemes(ids, { on: true, ...(district.length > 0 && { districts: district }) }, options)
	);

const off = new Command('off')
	.description('Switch themes off.')
	.argument('<ids...>', 'themes')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action((ids: readonly string[], options: ServerOptions) => switchThemes(ids, { on: false }, options));

/** `cityloop themes`: which domains the city has on. */
export const themesCommand = new Command('themes')
	.description('Themes of a running server: list them, switch them on and off.')
	.addHelpText('after', EXAMPLES);
for (const command of [list, on, off]) themesCommand.addCommand(command.exitOverride());
