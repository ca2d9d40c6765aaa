import { basename } from 'node:path';
import { AppError } from '#lib/model/errors.ts';

/** What a person needs to mend a file: which one, where in it, what is wrong, and what to do. */
export interface InputFault {
	readonly file: string;
	/** `line 12`, `byte 4096`, `feature 3`, `column created_date`. */
	readonly place?: string;
	readonly problem: string;
	/** An instruction, without a full stop. */
	readonly cure: string;
}

/** The one sentence that ends an import on bad input: file, place, problem and cure. */
export function inputError({ file, place, problem, cure }: InputFault, cause?: unknown): AppError {
	const where = place === undefined ? file : `${file}, ${place}`;
	return new AppError(
		'INPUT_INVALID',
		{ message: `${where}: ${problem}; ${cure}.`, file: basename(file), place, problem, cure },
		cause === undefined ? undefined : { cause }
	);
}

/** An option that cannot be meant as it stands. */
export function optionError(option: string, problem: string, cure: string): AppError {
	return new AppError('OPTION_INVALID', {
		message: `${option}: ${problem}; ${cure}.`,
		option,
		problem,
		cure
	});
}
