import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { jsonOption } from '../server-options.ts';
import { readCount } from '../read-count.ts';
import { verifiedText } from './report.ts';

interface VerifyOptions {
	readonly last?: number;
	readonly data: string;
	readonly city?: string;
	readonly maps: boolean;
	readonly json?: boolean;
}

/** `cityloop briefing verify`: frozen briefings made again from their own folders. */
export const verifyCommand = new Command('verify')
	.description('Make frozen briefings again from their own folders, and say whether they are the same.')
	.argument('[ids...]', 'briefings')
	.option('--last <n>', 'the newest so many', readCount)
	.option('--data <dir>', 'data folder; a server may hold it', process.env['CITYLOOP_DATA'] ?? 'data')
	.option('--city <id>', 'city (default: the first that has briefings)')
	.option('--no-maps', 'draw no map again: their digests are proven all the same')
	.addOption(jsonOption())
	.action(async (ids: readonly string[], options: VerifyOptions) => {
		const city = options.city ?? firstCity(options.data);
		const folder = join(options.data, 'briefings', city);
		checkChoice(ids, options.last);
		// A browser is much to load for commands that need none.
		const { newestBriefings, verifyBriefings } = await import('./verify-briefings.ts');
		const chosen = options.last === undefined ? ids : newestBriefings(folder, options.last);
		const reports = await verifyBriefings(chosen, { ...options, city, folder }, (report) => {
			if (!options.json) process.stdout.write(verifiedText(report));
		});
		if (options.json) process.stdout.write(`${JSON.stringify(reports)}\n`);
		if (reports.some(({ holds }) => !holds)) process.exitCode = 1;
	});

/** Throws OPTION_INVALID. */
function checkChoice(ids: readonly string[], last: number | undefined): void {
	if (ids.length > 0 && last !== undefined)
		throw new AppError('OPTION_INVALID', { message: 'Name briefings, or say --last: not both.' });
	if (ids.length === 0 && last === undefined)
		throw new AppError('OPTION_INVALID', {
			message: 'Say which briefings: their ids, or --last 20 for the newest.'
		});
}

/** Throws NOT_FOUND. */
function firstCity(data: string): string {
	const folder = join(data, 'briefings');
	const [first] = existsSync(folder) ? readdirSync(folder).sort() : [];
	if (first !== undefined) return first;
	throw new AppError('NOT_FOUND', {
		message: `There are no briefings in ${data}: name the data folder with --data.`
	});
}
