import { InvalidArgumentError } from 'commander';
import type { EpochMs } from '#lib/model/units.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** An instant on the command line: ISO, or back from now: `-10m`, `-1h`, `-2d`. */
export function readInstant(text: string): EpochMs {
	const back = /^-(\d+(?:\.\d+)?)([smhd])$/.exec(text);
	if (back) return Date.now() - Number(back[1]) * UNITS[back[2]!]!;
	const at = Date.parse(text);
	if (Number.isNaN(at)) throw new InvalidArgumentError('Write 2026-11-24T08:00:00Z, or -10m, -1h, -2d.');
	return at;
}
