import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ModelStanding } from './standing.ts';

/** How a model stands to its scenario, in a word. */
export function standingText(
	{ run, older, problem }: ModelStanding,
	order: 'running' | 'waiting' | undefined,
	failure: AppError | undefined
): string {
	if (order) return order === 'running' ? m.lab_state_running() : m.lab_state_waiting();
	if (problem) return m.lab_state_problem();
	if (failure) return m.lab_state_failed();
	if (run) return run.converged ? m.lab_state_fresh() : m.lab_state_unconverged();
	return older ? m.lab_state_older() : m.lab_state_none();
}
