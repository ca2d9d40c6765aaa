import type { Words } from '#lib/model/alarm-rule.ts';
import type { AppError } from '#lib/model/errors.ts';
import { saidError } from '#lib/model/said-error.ts';

/** An edit that cannot be made; `edit` is its place in the scenario, from 0. */
export const impossible = (edit: number, words: Words): AppError =>
	saidError('INPUT_INVALID', words, { edit });
