import { InvalidArgumentError } from 'commander';
import { FEWEST_BUILDINGS, MOST_BUILDINGS } from '#lib/cities/yunquan/plan/options.ts';

/** `--seed` of the demo city. */
export function readSeed(text: string): number {
	const seed = Number(text);
	if (text.trim() === '' || !Number.isInteger(seed) || Math.abs(seed) >= 2 ** 31)
		throw new InvalidArgumentError('A seed is a whole number of at most 32 bits.');
	return seed;
}

/** `--buildings` of the demo city. */
export function readBuildings(text: string): number {
	const count = Number(text);
	if (!Number.isInteger(count) || count < FEWEST_BUILDINGS || count > MOST_BUILDINGS)
		throw new InvalidArgumentError(`It is a whole number from ${FEWEST_BUILDINGS} to ${MOST_BUILDINGS}.`);
	return count;
}
