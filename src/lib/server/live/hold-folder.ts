import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';

/** A handle that nobody refers to is closed when memory is tidied, and its lock goes with it. */
const held = new Set<DatabaseSync>();

/**
 * Holds a city's live folder for this program alone, until the returned function is called or the program ends,
 * however it ends: the system lets go of a file lock by itself. Throws DATA_IN_USE.
 */
export function holdFolder(dir: string): () => void {
	mkdirSync(dir, { recursive: true });
	const lock = new DatabaseSync(join(dir, 'in-use.sqlite'));
	try {
		lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
	} catch (cause) {
		lock.close();
		throw new AppError(
			'DATA_IN_USE',
			{
				message: `Another server writes to ${dir}: stop it, or give this one a data folder of its own (--data).`,
				dir
			},
			{ cause }
		);
	}
	held.add(lock);
	return () => {
		if (held.delete(lock)) lock.close();
	};
}
