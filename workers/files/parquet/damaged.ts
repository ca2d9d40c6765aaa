import type { AppError } from '#lib/model/errors.ts';
import { fileError, wordsOf } from '../file-error.ts';

/** The error of a Parquet file that cannot be decoded. */
export const damaged = (file: string, cause: unknown): AppError =>
	fileError(
		{
			file,
			reason: 'damaged',
			problem: `this Parquet file cannot be read (${wordsOf(cause)})`,
			cure: 'check that it was copied whole, or write it again'
		},
		cause
	);
