import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './durable-file.ts';

const sealedPosition = z.object({
	/** Of the log that it speaks of. */
	epoch: z.number(),
	/** Every record up to there is in sealed files, or has no rows to keep. */
	offset: z.number(),
	/** Start of the first hour of receipt that may still grow. */
	sealedTo: z.number()
});
/** How far history would reach without its hot database: from there it is read from the log again. */
export type SealedPosition = z.infer<typeof sealedPosition>;

const FILE = 'sealed.json';

/** The position last written; the beginning when there is none, or none that can be read. */
export function readSealedPosition(dir: string, epoch: number): SealedPosition {
	const beginning = { epoch, offset: 0, sealedTo: 0 };
	const path = join(dir, FILE);
	if (!existsSync(path)) return beginning;
	try {
		return sealedPosition.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		// Reading too much of the log is harmless: records of sealed files are passed over.
		return beginning;
	}
}

export const writeSealedPosition = (dir: string, position: SealedPosition): void =>
	replaceFile(join(dir, FILE), `${JSON.stringify(position)}\n`);
