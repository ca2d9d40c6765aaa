import type { Matrix4 } from 'three';
import type { Seconds } from '#lib/model/units.ts';
import { MAX_EXTRAPOLATION, type MotionStore } from './motion-store.ts';

export interface MoverHit {
	readonly index: number;
	/** Pixels from the pointer to the middle of the dot. */
	readonly pixels: number;
	/** Clip w, metres along the view. */
	readonly depth: number;
	/** Local metres. */
	readonly at: readonly [east: number, north: number, up: number];
}

/**
 * The entity drawn nearest to a pixel, by the arithmetic of the shader. `x`, `y` and `width`, `height`
 * are CSS pixels of the same picture; `reach` is the greatest distance.
 */
export function pickMover(
	store: MotionStore,
	time: Seconds,
	clipFromMetre: Matrix4,
	x: number,
	y: number,
	width: number,
	height: number,
	reach: number
): MoverHit | undefined {
	const m = clipFromMetre.elements;
	const { a, b, capacity } = store;
	let best: MoverHit | undefined;
	let nearest = reach * reach;
	for (let i = 0, k = 0; k < capacity; k++, i += 4) {
		const aOlder = a[i + 3]! <= b[i + 3]!;
		const s0 = aOlder ? a : b;
		const s1 = aOlder ? b : a;
		const t1 = s1[i + 3]!;
		if (t1 < -1e8) continue;
		const t0 = s0[i + 3]!;
		const dt = t1 - t0;
		const f = t0 < -1e8 || dt <= 0 ? 1 : Math.min(Math.max(time - t0, 0), dt + MAX_EXTRAPOLATION) / dt;
		const px = t0 < -1e8 ? s1[i]! : s0[i]! + (s1[i]! - s0[i]!) * f;
		const py = t0 < -1e8 ? s1[i + 1]! : s0[i + 1]! + (s1[i + 1]! - s0[i + 1]!) * f;
		const pz = t0 < -1e8 ? s1[i + 2]! : s0[i + 2]! + (s1[i + 2]! - s0[i + 2]!) * f;
		const w = m[3]! * px + m[7]! * py + m[11]! * pz + m[15]!;
		if (w <= 0) continue;
		const dx = ((m[0]! * px + m[4]! * py + m[8]! * pz + m[12]!) / w + 1) * 0.5 * width - x;
		if (dx > reach || dx < -reach) continue;
		const dy = (1 - (m[1]! * px + m[5]! * py + m[9]! * pz + m[13]!) / w) * 0.5 * height - y;
		const d = dx * dx + dy * dy;
		if (d > nearest) continue;
		nearest = d;
		best = { index: k, pixels: Math.sqrt(d), depth: w, at: [px, py, pz] };
	}
	return best;
}
