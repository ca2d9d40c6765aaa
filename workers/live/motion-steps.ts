import type { MotionLook, MotionSamples, MotionSink } from '#lib/model/motion.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** What a MotionSink is to be told, in order; crosses to the page by transfer. */
export type MotionStep =
	| { readonly kind: 'reset'; readonly capacity: number; readonly epochBase: EpochMs }
	| { readonly kind: 'write'; readonly samples: MotionSamples }
	| { readonly kind: 'look'; readonly look: MotionLook }
	| { readonly kind: 'remove'; readonly indices: Uint32Array };

/** A sink that shows nothing. */
export const NOTHING: readonly MotionStep[] = [{ kind: 'reset', capacity: 0, epochBase: 0 }];

/** The buffers of some steps, to be moved and not copied. */
export function buffersOf(steps: readonly MotionStep[]): ArrayBuffer[] {
	return steps.flatMap((step): ArrayBufferLike[] => {
		if (step.kind === 'write') return [step.samples.samples.buffer];
		if (step.kind === 'look') return [step.look.style.buffer, step.look.colour.buffer];
		return step.kind === 'remove' ? [step.indices.buffer] : [];
	}) as ArrayBuffer[]; // all made for the page, none shared
}

/** Tells a sink. */
export function perform(steps: readonly MotionStep[], sink: MotionSink): void {
	for (const step of steps) {
		if (step.kind === 'reset') sink.reset(step.capacity, step.epochBase);
		else if (step.kind === 'write') sink.write(step.samples);
		else if (step.kind === 'look') sink.look(step.look);
		else sink.remove(step.indices);
	}
}
