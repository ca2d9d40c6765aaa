import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { themeSwitches, type ThemeSwitches } from '#lib/model/theme.ts';
import { replaceFile } from '../historian/durable-file.ts';

/** `<data>/live/<city>/themes.json`. */
export const THEMES_FILE = 'themes.json';

const kept = z.object({
	/** Grows with every switch, over restarts too: what a page has of an older one is out of date. */
	rev: z.number().int().nonnegative(),
	switches: themeSwitches
});
export type KeptSwitches = z.infer<typeof kept>;

/** What was switched so far; nothing when there is no file. Throws INPUT_INVALID that names the place. */
export function readSwitches(file: string): KeptSwitches {
	if (!existsSync(file)) return { rev: 0, switches: {} };
	const parsed = kept.safeParse(parseJson(file));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${file}: ${first?.path.join('.') || 'the top level'}: ${first?.message ?? 'is wrong'}. Mend or remove it and start again.`,
		file
	});
}

/** Keeps them: on disk when it returns. Throws LOG_FULL when the disk refuses. */
export function writeSwitches(file: string, switches: KeptSwitches): void {
	try {
		replaceFile(file, `${JSON.stringify(switches, undefined, '\t')}\n`);
	} catch (cause) {
		throw new AppError(
			'LOG_FULL',
			{
				message: `${file} cannot be written: nothing was switched. Make room on the disk and try again.`,
				file
			},
			{ cause }
		);
	}
}

/** The switches with one of them set. */
export const withSwitch = (
	{ rev, switches }: KeptSwitches,
	theme: string,
	to: ThemeSwitches[string]
): KeptSwitches => ({ rev: rev + 1, switches: { ...switches, [theme]: to } });

function parseJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (cause) {
		throw new AppError(
			'INPUT_INVALID',
			{ message: `${file} is not JSON. Mend or remove it and start again.`, file },
			{ cause }
		);
	}
}
