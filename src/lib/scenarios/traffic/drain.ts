import { breathe } from '../breathe.ts';

/** Goes through a computation step by step, letting others have their turn. Throws ABORTED when the run was cancelled. */
export async function drain<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T> {
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await breathe(signal);
	}
}
