import type { LocalFrame } from '../local-frame.ts';
import type { Metres } from '../units.ts';

/** Where rows lie in the plane of the city's anchor; NaN = nowhere. */
export interface Places {
	readonly east: Float64Array;
	readonly north: Float64Array;
}

/** Positions in degrees (NaN = none) as metres of the city's plane. */
export function placesOf(lng: ArrayLike<number>, lat: ArrayLike<number>, frame: LocalFrame): Places {
	const east = new Float64Array(lng.length).fill(NaN);
	const north = new Float64Array(lng.length).fill(NaN);
	for (let row = 0; row < lng.length; row++) {
		const x = lng[row] as number;
		const y = lat[row] as number;
		if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
		const [e, n] = frame.toLocal(x, y);
		east[row] = e;
		north[row] = n;
	}
	return { east, north };
}

const SIZES: readonly Metres[] = [50, 100, 200, 500, 1000, 2000, 5000, 10_000];
/** So many cells lie along the stretch that holds nearly all rows, more or less. */
const ALONG = 40;
const EXCEPTIONS = 0.02;
/** Enough rows to know where nearly all of them are. */
const SAMPLE = 20_000;

/** Edge of a cell at which the rows make a map: a round number. */
export function usualCell({ east, north }: Places): Metres {
	const span = Math.max(usualSpan(east), usualSpan(north));
	return SIZES.find((size) => size * ALONG >= span) ?? (SIZES.at(-1) as Metres);
}

function usualSpan(values: Float64Array): Metres {
	const step = Math.max(1, Math.floor(values.length / SAMPLE));
	const some = values.filter((value, row) => row % step === 0 && !Number.isNaN(value)).sort();
	if (some.length === 0) return 0;
	const at = (share: number) => some[Math.round((some.length - 1) * share)] as number;
	return at(1 - EXCEPTIONS) - at(EXCEPTIONS);
}
