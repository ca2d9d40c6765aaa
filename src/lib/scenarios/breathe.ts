import { AppError } from '#lib/model/errors.ts';
import { nextTask } from '#lib/model/next-task.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** How long a model may compute before others get their turn: cancelling comes as a message. */
const BREATH: Milliseconds = 30;

let lastBreath = 0;

/**
 * Lets messages in, if that was long ago. Called in every round of a long loop; it costs nothing when it is not due.
 * Throws ABORTED when the run was cancelled.
 */
export async function breathe(signal: AbortSignal): Promise<void> {
	if (performance.now() - lastBreath >= BREATH) {
		await nextTask();
		lastBreath = performance.now();
	}
	if (signal.aborted) throw new AppError('ABORTED', { message: 'The run was cancelled.' });
}
