import type { Words } from '#lib/model/alarm-rule.ts';
import { AppError } from '#lib/model/errors.ts';

/** An edit that cannot be made; `edit` is its place in the scenario, from 0. */
export function impossible(edit: number, { zh, en }: Words): AppError {
	return new AppError('INPUT_INVALID', { edit, message: en, zh });
}
