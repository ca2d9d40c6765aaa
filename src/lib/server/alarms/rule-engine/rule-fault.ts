import { AppError } from '#lib/model/errors.ts';

/** What is wrong with a rule as it is written. */
export const ruleFault = (reason: string) =>
	new AppError('OPTION_INVALID', { message: `The condition cannot be judged: ${reason}.` });
