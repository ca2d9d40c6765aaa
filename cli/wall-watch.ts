import { homedir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { urlOption } from './server-options.ts';

export interface WallWatchOptions {
	readonly url: string;
	readonly path: string;
	readonly profile: string;
	readonly window: boolean;
	readonly flag: readonly string[];
}

const EXAMPLES = `
Examples:
  cityloop wall-watch --url http://10.0.0.5:4400
  cityloop wall-watch --url http://10.0.0.5:4400 --path /wall/lobby
  cityloop wall-watch --flag --window-position=1920,0 --flag --window-size=1920,1080

Runs on a machine of a wall, which docs/guide/wall-kiosk.md sets up: opens Chromium over the whole screen, asks the page
every five seconds whether it lives, and starts Chromium again when it does not answer for twenty, crashed or ended. While the
server is away the page is left alone: it holds its last picture and comes back by itself.`;

/** `cityloop wall-watch`: a screen of a wall that starts again by itself. */
export const wallWatchCommand = new Command('wall-watch')
	.description('Keep a screen of a wall alive: Chromium over the whole screen, started again when it hangs.')
	.addOption(urlOption())
	.option('--path <path>', 'page of the server', readPath, '/wall')
	.option(
		'--profile <dir>',
		'where Chromium keeps what it knows: with it, which machine of which wall it is',
		join(homedir(), '.cityloop-wall')
	)
	.option('--window', 'in a window, to try it at a desk')
	.option('--flag <flag>', 'one more flag of Chromium; may be repeated', collect, [])
	.addHelpText('after', EXAMPLES)
	.action(async (options: WallWatchOptions) => {
		const { watchWall } = await import('./wall-watch/watch-wall.ts');
		await watchWall(options);
	});

function readPath(text: string): string {
	if (!text.startsWith('/')) throw new InvalidArgumentError('A path begins with a slash: /wall.');
	return text;
}

function collect(flag: string, before: readonly string[]): readonly string[] {
	return [...before, flag];
}
