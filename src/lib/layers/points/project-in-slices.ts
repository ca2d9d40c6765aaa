import type { LocalFrame } from '#lib/model/local-frame.ts';
import { SceneFrame } from '#lib/scene/scene-frame.ts';
import { DOT_LIFT } from './dot-size.ts';

/** Rows that are reckoned at a time, about 10 ms: a million of them at once would hold the page up. */
const SLICE = 20_000;

/**
 * Where positions (degrees, lng and lat in turn) are drawn, three numbers each. The page lives on meanwhile; rejects
 * when `signal` ends it.
 */
export async function projectInSlices(
	frame: LocalFrame,
	lngLat: Float64Array,
	signal: AbortSignal
): Promise<Float64Array> {
	const scene = new SceneFrame(frame.anchor);
	const count = lngLat.length / 2;
	const places = new Float64Array(3 * count);
	for (let from = 0; from < count; from += SLICE) {
		if (from > 0) await new Promise((resolve) => setTimeout(resolve));
		signal.throwIfAborted();
		for (let index = from; index < Math.min(count, from + SLICE); index++)
			places.set(
				scene.toScene(lngLat[2 * index] as number, lngLat[2 * index + 1] as number, DOT_LIFT),
				3 * index
			);
	}
	return places;
}
