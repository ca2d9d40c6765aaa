import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { writeKeyframe } from '../keyframe-file.ts';
import type { KeyframeEntry } from '../manifest.ts';
import { endOf, placesNow, type HistoryParts } from '../parts.ts';
import { cutAfter, foldedState } from '../states.ts';
import type { OnStep } from './steps.ts';

/** Rows of each layer since its last keyframe, and when it is time for the next. */
export class KeyframeClock {
	readonly #since = new Map<string, number>();
	readonly #limit: number;
	#isTime = true;

	/** `limit`: rows that a state at any instant is made of at most, beside its keyframe. */
	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Rows of a layer were recorded. */
	count(layer: string, rows: number): void {
		const known = this.#since.get(layer);
		if (known !== undefined) this.#since.set(layer, known + rows);
		if (known === undefined || known + rows >= this.#limit) this.#isTime = true;
	}

	/** True when some layer may be due since this was last asked. */
	takeTime(): boolean {
		const isTime = this.#isTime;
		this.#isTime = false;
		return isTime;
	}

	/** True when the layer's rows since its newest keyframe, at `off`, are too many; `places`: all of its rows. */
	isDue(
		layer: string,
		off: number,
		places: readonly { readonly facts: { rows: number; lastOff: number } }[]
	): boolean {
		let rows = this.#since.get(layer);
		if (rows === undefined) {
			// After a start: those of places that the keyframe lies in the middle of count whole.
			rows = places.reduce((sum, { facts }) => sum + (facts.lastOff > off ? facts.rows : 0), 0);
			this.#since.set(layer, rows);
		}
		return rows >= this.#limit;
	}

	/** A keyframe was made. */
	reset(layer: string): void {
		this.#since.set(layer, 0);
	}
}

/** Makes a keyframe of every layer that is due. */
export async function makeKeyframes(
	parts: HistoryParts,
	clock: KeyframeClock,
	onStep: OnStep
): Promise<void> {
	if (!clock.takeTime()) return;
	for (const entry of parts.reader.layers()) {
		const { id, cls } = entry.declaration;
		if (cls !== 'state') continue;
		const newest = Math.max(0, ...parts.sealed.manifest(id).keyframes.map(({ off }) => off));
		const places = placesNow(parts, entry);
		if (!clock.isDue(id, newest, places)) continue;
		const { off, received } = endOf(places);
		if (off > newest) await makeKeyframe(parts, entry, { off, received }, onStep);
		clock.reset(id);
	}
}

/** Makes the keyframe of a layer's rows up to an offset, `received` being when the last of them came. */
export async function makeKeyframe(
	parts: HistoryParts,
	entry: LayerEntry,
	{ off, received }: { readonly off: number; readonly received: number },
	onStep: OnStep
): Promise<KeyframeEntry> {
	const { id } = entry.declaration;
	const { state } = await foldedState(parts, entry, cutAfter(off));
	const file = `keyframes/${off}.zst`;
	const header = { entry, t: received, epoch: parts.reader.epoch, rev: off };
	const bytes = writeKeyframe(parts.sealed.path(id, file), state, header);
	const keyframe = { file, bytes, off, received, maxAt: state.newestAt ?? received };
	await parts.gate.exclusively(() => {
		const manifest = parts.sealed.manifest(id);
		const keyframes = [...manifest.keyframes.filter((other) => other.off !== off), keyframe];
		parts.sealed.publish({ ...manifest, keyframes });
		onStep('keyframe-published');
		return Promise.resolve();
	});
	return keyframe;
}
