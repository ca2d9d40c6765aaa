import { InvalidArgumentError } from 'commander';

/** A whole number from 1, of an option. */
export function readCount(text: string): number {
	const value = Number(text);
	if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1)
		throw new InvalidArgumentError('It is a whole number from 1.');
	return value;
}
