import type { Words } from './alarm-rule.ts';
import { AppError, type ErrorCode, type ErrorDetails } from './errors.ts';

/** An error whose sentence readers meet: in English for logs and the command line too, in Chinese for pages. */
export const saidError = (code: ErrorCode, { zh, en }: Words, details: ErrorDetails = {}): AppError =>
	new AppError(code, { ...details, message: en, zh });

/** Whatever was named is not there. */
export const notFound = (words: Words, details?: ErrorDetails): AppError =>
	saidError('NOT_FOUND', words, details);
