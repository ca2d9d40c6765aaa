import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const ASIDE = '.aside';

/**
 * Moves entries of history's folder that cannot be used into a new folder beside them, so that nothing is
 * ever deleted for being damaged. Answers where they are now.
 */
export function moveAside(dir: string, names: readonly string[]): string {
	const parent = join(dir, ASIDE);
	mkdirSync(parent, { recursive: true });
	const numbers = readdirSync(parent).map((name) => Number(name) || 0);
	const place = join(parent, String(Math.max(0, ...numbers) + 1));
	mkdirSync(place);
	for (const name of names) if (existsSync(join(dir, name))) renameSync(join(dir, name), join(place, name));
	return place;
}

/** Moves everything aside. */
export function moveAllAside(dir: string): string {
	return moveAside(
		dir,
		readdirSync(dir).filter((name) => name !== ASIDE)
	);
}
