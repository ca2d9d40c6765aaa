import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** A query that was ended at its limit. */
export const tooLong = (limit: Milliseconds, cause?: unknown): AppError =>
	new AppError(
		'QUERY_FAILED',
		{
			reason: 'time',
			limit,
			message: `The query took longer than ${limit / 1000} s and was ended: ask for less time, fewer columns or a coarser grouping.`
		},
		{ cause }
	);
