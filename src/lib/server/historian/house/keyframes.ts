import type { EpochMs } from '#lib/model/units.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { writeKeyframe } from '../keyframe-file.ts';
import { placesNow, type HistoryParts } from '../parts.ts';
import type { PartFacts } from '../part-facts.ts';
import { cutAfter, foldedState } from '../states.ts';
import type { OnStep } from './steps.ts';

/** Says when so many rows were recorded that it is worth looking whether a layer needs a keyframe. */
export class KeyframeClock {
	readonly #every: number;
	#rows = Infinity;

	/** `keyframeRows`: rows between two keyframes of a layer. */
	constructor(keyframeRows: number) {
		this.#every = keyframeRows / 8;
	}

	/** Rows were recorded. */
	count(rows: number): void {
		this.#rows += rows;
	}

	/** True when it is time to look; then the count begins anew. */
	strikes(): boolean {
		if (this.#rows < this.#every) return false;
		this.#rows = 0;
		return true;
	}
}

/**
 * Makes keyframes of every layer so close that a state at any instant is made of one and about `keyframeRows`
 * rows at most.
 */
export async function makeKeyframes(
	parts: HistoryParts,
	keyframeRows: number,
	onStep: OnStep
): Promise<void> {
	for (const entry of parts.reader.layers()) {
		const { id, cls } = entry.declaration;
		if (cls !== 'state') continue;
		for (;;) {
			const newest = Math.max(0, ...parts.sealed.manifest(id).keyframes.map(({ off }) => off));
			const facts = placesNow(parts, entry).map((place) => place.facts);
			const off = offsetAfter(facts, newest, keyframeRows);
			if (off === undefined) break;
			await makeKeyframe(parts, entry, { off }, onStep);
		}
	}
}

/**
 * About the offset at which so many rows follow those up to `from`, as if the rows of a place lay evenly;
 * undefined when there are fewer.
 */
export function offsetAfter(
	places: readonly Pick<PartFacts, 'rows' | 'firstOff' | 'lastOff'>[],
	from: number,
	rows: number
): number | undefined {
	let missing = rows;
	for (const { rows: held, firstOff, lastOff } of places) {
		if (lastOff <= from) continue;
		const start = Math.max(firstOff - 1, from);
		const after = (held * (lastOff - start)) / (lastOff - firstOff + 1);
		if (after >= missing) return start + Math.max(1, Math.round((missing / after) * (lastOff - start)));
		missing -= after;
	}
	return undefined;
}

/** Makes the keyframe of a layer's rows up to an offset; `received`: when the last of them came, if it is known. */
export async function makeKeyframe(
	parts: HistoryParts,
	entry: LayerEntry,
	{ off, received }: { readonly off: number; readonly received?: EpochMs },
	onStep: OnStep
): Promise<void> {
	const { id } = entry.declaration;
	const { state, last } = await foldedState(parts, entry, cutAfter(off));
	const until = received ?? last.received;
	const file = `keyframes/${off}.zst`;
	const header = { entry, t: until, epoch: parts.reader.epoch, rev: off };
	const bytes = writeKeyframe(parts.sealed.path(id, file), state, header);
	const keyframe = { file, bytes, off, received: until, maxAt: state.newestAt ?? until };
	await parts.gate.exclusively(() => {
		const manifest = parts.sealed.manifest(id);
		const keyframes = [...manifest.keyframes.filter((other) => other.off !== off), keyframe];
		parts.sealed.publish({ ...manifest, keyframes });
		onStep('keyframe-published');
		return Promise.resolve();
	});
}
