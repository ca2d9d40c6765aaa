import { userInfo } from 'node:os';
import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { askServer, type Ask } from './ask-server.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from './server-options.ts';
import { onAirLines, wallAnswer, wallList, wallsText } from './walls/report.ts';

const EXAMPLES = `
Examples:
    cityloop walls list
    cityloop walls make lobby.json
    cityloop walls adopt --code 482913 --wall main --column 1
    cityloop walls take --wall main --scene theme-water
    cityloop walls playlist --wall main --play themes

A machine shows its code at /wall until somebody adopts it. A file for make is a profile as in docs/walls.md. A token,
when the server wants one, is read from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, 2 an option is wrong.`;

interface WallOptions extends ServerOptions {
	readonly by: string;
	readonly wall: string;
}

const byOption = () => new Option('--by <name>', 'who does it, for the audit').default(userInfo().username);
const wallOption = () => new Option('--wall <id>', 'the wall').default('main');
const askOf = ({ url }: ServerOptions): Ask => askServer(url, serverToken());

async function printList(options: ServerOptions): Promise<void> {
	const listed = await askOf(options)(wallList, '/api/walls');
	process.stdout.write(options.json ? `${JSON.stringify(listed)}\n` : wallsText(listed));
}

async function post(options: ServerOptions, path: string, body: object): Promise<void> {
	await askOf(options)(wallList, path, { method: 'POST', body });
	await printList(options);
}

/** Commands what is on air now; when that changes meanwhile, once more. */
async function command({ wall, by, ...options }: WallOptions, said: object): Promise<void> {
	const ask = askOf(options);
	const path = `/api/walls/${encodeURIComponent(wall)}`;
	let { rev } = await ask(wallAnswer.shape.programme, `${path}/programme`);
	for (let tries = 0; tries < TRIES; tries++) {
		const body = { ...said, by, rev };
		const { outcome, programme } = await ask(wallAnswer, `${path}/commands`, { method: 'POST', body });
		if (outcome === 'stale') {
			({ rev } = programme);
			continue;
		}
		const text = `${onAirLines(programme, Date.now()).join('\n')}\n`;
		process.stdout.write(options.json ? `${JSON.stringify(programme)}\n` : text);
		return;
	}
	throw new AppError('ACT_REFUSED', { message: `Wall ${wall} changes all the time: try again.` });
}
const TRIES = 5;

const list = new Command('list')
	.description(
		'List walls with what they show and their machines, scenes, playlists, and machines that wait.'
	)
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(printList);

const make = new Command('make')
	.description('Make a wall, or change one, as a file describes it.')
	.argument('<profile.json>', 'its profile')
	.addOption(byOption())
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (file: string, { by, ...options }: Omit<WallOptions, 'wall'>) => {
		await post(options, '/api/walls', { profile: await readJson(file), by });
	});

const adopt = new Command('adopt')
	.description('Give a machine that shows a code its place.')
	.requiredOption('--code <digits>', 'the six digits that it shows')
	.option('--column <n>', 'counted from the left, 0 first', Number, 0)
	.option('--row <n>', 'counted from the top, 0 first', Number, 0)
	.addOption(wallOption())
	.addOption(byOption())
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(
		({
			code,
			column,
			row,
			wall,
			by,
			...options
		}: WallOptions & { readonly code: string; readonly column: number; readonly row: number }) =>
			post(options, '/api/walls/devices/adopt', { code, column, row, wall, by })
	);

const take = new Command('take')
	.description('Put a scene on air.')
	.requiredOption('--scene <id>', 'a scene of the list')
	.addOption(wallOption())
	.addOption(byOption())
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(({ scene, ...options }: WallOptions & { readonly scene: string }) =>
		command(options, { kind: 'take', scene })
	);

const playlist = new Command('playlist')
	.description('Play a playlist, or turn or stop the one that is on.')
	.addOption(new Option('--play <id>', 'a playlist of the list'))
	.addOption(new Option('--next', 'its next scene').conflicts(['play', 'back', 'stop']))
	.addOption(new Option('--back', 'its last scene').conflicts(['play', 'stop']))
	.addOption(new Option('--stop', 'stay where it is').conflicts('play'))
	.addOption(wallOption())
	.addOption(byOption())
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(({ play, next, back, stop, ...options }: WallOptions & PlaylistOptions) =>
		command(options, playlistCommand({ play, next, back, stop }))
	);

interface PlaylistOptions {
	readonly play?: string | undefined;
	readonly next?: boolean | undefined;
	readonly back?: boolean | undefined;
	readonly stop?: boolean | undefined;
}

function playlistCommand({ play, next, back, stop }: PlaylistOptions): object {
	if (play !== undefined) return { kind: 'play', playlist: play };
	if (next) return { kind: 'next' };
	if (back) return { kind: 'back' };
	if (stop) return { kind: 'stop' };
	throw new AppError('OPTION_INVALID', { message: 'Say what to do: --play <id>, --next, --back or --stop.' });
}

async function readJson(file: string): Promise<unknown> {
	const text = await readFile(file, 'utf8').catch((cause: unknown) => {
		throw new AppError('INPUT_UNREADABLE', { message: `${file} cannot be read.`, file }, { cause });
	});
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new AppError('INPUT_INVALID', { message: `${file} is not JSON.`, file }, { cause });
	}
}

/** `cityloop walls`: what hangs where, what it shows, and what it is to show. */
export const wallsCommand = new Command('walls')
	.description('Walls of a running server: list them, pair machines, put scenes on air.')
	.addHelpText('after', EXAMPLES);
for (const part of [list, make, adopt, take, playlist]) wallsCommand.addCommand(part.exitOverride());
