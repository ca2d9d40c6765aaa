import { AppError } from '#lib/model/errors.ts';

/** Kinds of what can be wrong with a file: the interface has a sentence for each. */
export type FileReason =
	| 'empty'
	| 'noRows'
	| 'unknown'
	| 'zipUnknown'
	| 'tooLarge'
	| 'damaged'
	| 'cutOff'
	| 'quoteOpen'
	| 'rowLong'
	| 'notJson'
	| 'notGeoJson'
	| 'topoJson'
	| 'notXml'
	| 'partMissing'
	| 'refersOutside'
	| 'tilesMissing'
	| 'tileMissing'
	| 'notTileset'
	| 'addressNothing'
	| 'gltfOld'
	| 'featherOld'
	| 'noSurface'
	| 'systemUnknown'
	| 'noCoordinates';

/** What is wrong with a file, in words that let its owner mend it. */
export interface FileProblem {
	readonly file: string;
	readonly reason: FileReason;
	/** `line 12`, `byte 340`, `feature 7`; absent = the whole file. */
	readonly place?: string;
	readonly problem: string;
	readonly cure: string;
}

/** One sentence: what file, where, what is wrong, what to do. */
export function fileError({ file, reason, place, problem, cure }: FileProblem, cause?: unknown): AppError {
	const where = place === undefined ? file : `${file}, ${place}`;
	return new AppError(
		'INPUT_INVALID',
		{
			file,
			reason,
			...(place !== undefined && { place }),
			problem,
			cure,
			message: `${where}: ${problem}; ${cure}.`
		},
		cause === undefined ? undefined : { cause }
	);
}

/** The words of whatever was thrown, one line. */
export const wordsOf = (thrown: unknown): string =>
	(thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0] ?? '';
