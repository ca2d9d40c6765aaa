import type { LocalFrame } from '#lib/model/local-frame.ts';

/** WGS 84 semi-major axis, metres, and first eccentricity squared, as in `LocalFrame`. */
const A = 6378137;
const E2 = 6.694379990141316e-3;
const RAD = Math.PI / 180;

/** `LocalFrame.toLocal` for millions of vertices: the result stays in `x`, `y`, `z`, nothing is allocated. */
export class Projector {
	x = 0;
	y = 0;
	z = 0;
	readonly #m: Float64Array;

	constructor(frame: LocalFrame) {
		this.#m = Float64Array.from(frame.toEcefMatrix);
	}

	project(lng: number, lat: number, height = 0): void {
		const m = this.#m;
		const sinLat = Math.sin(lat * RAD);
		const cosLat = Math.cos(lat * RAD);
		const n = A / Math.sqrt(1 - E2 * sinLat * sinLat);
		const dx = (n + height) * cosLat * Math.cos(lng * RAD) - m[12]!;
		const dy = (n + height) * cosLat * Math.sin(lng * RAD) - m[13]!;
		const dz = (n * (1 - E2) + height) * sinLat - m[14]!;
		this.x = m[0]! * dx + m[1]! * dy + m[2]! * dz;
		this.y = m[4]! * dx + m[5]! * dy + m[6]! * dz;
		this.z = m[8]! * dx + m[9]! * dy + m[10]! * dz;
	}
}

/** Column-major 4×4 that takes positions of `from` to positions of `to`, both rigid frames. */
export function betweenFrames(from: LocalFrame, to: LocalFrame): number[] {
	const a = from.toEcefMatrix;
	const b = to.toEcefMatrix;
	const result: number[] = [];
	for (let column = 0; column < 4; column++) {
		const vector = [0, 1, 2].map((row) => a[column * 4 + row]! - (column === 3 ? b[12 + row]! : 0));
		for (let row = 0; row < 3; row++)
			result.push(b[row * 4]! * vector[0]! + b[row * 4 + 1]! * vector[1]! + b[row * 4 + 2]! * vector[2]!);
		result.push(column === 3 ? 1 : 0);
	}
	return result;
}
