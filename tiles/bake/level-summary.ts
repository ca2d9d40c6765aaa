/** One outline of a kept building, metres of the frame. */
export interface Outline {
	readonly bottom: number;
	readonly top: number;
	/** Outer ring counter-clockwise, then holes clockwise; flat x, y. */
	readonly rings: readonly Float64Array[];
}

/** A building with its parts: kept or merged as a whole. */
export interface Group {
	readonly id: number;
	readonly cls: number;
	readonly flags: number;
	/** Metres above ground. */
	readonly height: number;
	/** Footprint, square metres. */
	readonly area: number;
	readonly outlines: readonly Outline[];
}

/** Buildings merged into one: sums, from which one prism of equal built area and volume is made. */
export interface Cell {
	/** Area-weighted centroid, ground and height. */
	x: number;
	y: number;
	bottom: number;
	area: number;
	volume: number;
	/** Area-weighted cosine and sine of four times the direction of the longest edges: the street grid's. */
	cos4: number;
	sin4: number;
	/** The largest of them speaks for all. */
	id: number;
	idArea: number;
	cls: number;
	flags: number;
}

/** What a tile passes to its parent: never the raw data, so that memory stays bounded. */
export interface Summary {
	groups: Group[];
	cells: Cell[];
}

const CELL_WORDS = 11;

export interface PackedSummary {
	readonly groups: Float64Array<ArrayBuffer>;
	readonly cells: Float64Array<ArrayBuffer>;
}

/** As two flat arrays, to be transferred between threads. */
export function packSummary({ groups, cells }: Summary): PackedSummary {
	const words: number[] = [];
	for (const group of groups) {
		words.push(group.id, group.cls, group.flags, group.height, group.area, group.outlines.length);
		for (const { bottom, top, rings } of group.outlines) {
			words.push(bottom, top, rings.length);
			for (const ring of rings) {
				words.push(ring.length);
				for (const value of ring) words.push(value);
			}
		}
	}
	const flat = new Float64Array(cells.length * CELL_WORDS);
	cells.forEach((c, i) =>
		flat.set(
			[c.x, c.y, c.bottom, c.area, c.volume, c.cos4, c.sin4, c.id, c.idArea, c.cls, c.flags],
			i * CELL_WORDS
		)
	);
	return { groups: Float64Array.from(words), cells: flat };
}

export function unpackSummary({ groups: words, cells: flat }: PackedSummary): Summary {
	const groups: Group[] = [];
	let w = 0;
	while (w < words.length) {
		const [id, cls, flags, height, area, count] = words.subarray(w, w + 6) as unknown as SixNumbers;
		w += 6;
		const outlines: Outline[] = [];
		for (let o = 0; o < count; o++) {
			const bottom = words[w++]!;
			const top = words[w++]!;
			const ringCount = words[w++]!;
			const rings: Float64Array[] = [];
			for (let r = 0; r < ringCount; r++) {
				const length = words[w++]!;
				rings.push(words.subarray(w, w + length));
				w += length;
			}
			outlines.push({ bottom, top, rings });
		}
		groups.push({ id, cls, flags, height, area, outlines });
	}
	const cells: Cell[] = [];
	for (let i = 0; i < flat.length; i += CELL_WORDS) {
		const [x, y, bottom, area, volume, cos4, sin4, id, idArea, cls, flags] = flat.subarray(
			i,
			i + CELL_WORDS
		) as unknown as ElevenNumbers;
		cells.push({ x, y, bottom, area, volume, cos4, sin4, id, idArea, cls, flags });
	}
	return { groups, cells };
}

/** The same bodies in another rigid frame whose up is nearly parallel (a few milliradians). */
export function moveSummary({ groups, cells }: Summary, m: readonly number[]): Summary {
	const x = (px: number, py: number, pz: number) => m[0]! * px + m[4]! * py + m[8]! * pz + m[12]!;
	const y = (px: number, py: number, pz: number) => m[1]! * px + m[5]! * py + m[9]! * pz + m[13]!;
	const z = (px: number, py: number, pz: number) => m[2]! * px + m[6]! * py + m[10]! * pz + m[14]!;
	const turn = 4 * Math.atan2(m[1]!, m[0]!);
	const [cosTurn, sinTurn] = [Math.cos(turn), Math.sin(turn)];
	return {
		groups: groups.map((group) => ({
			...group,
			outlines: group.outlines.map(({ bottom, top, rings }) => {
				const [px, py] = [rings[0]![0]!, rings[0]![1]!];
				const moved = z(px, py, bottom);
				return {
					bottom: moved,
					top: moved + top - bottom,
					rings: rings.map((ring) => {
						const result = new Float64Array(ring.length);
						for (let i = 0; i < ring.length; i += 2) {
							result[i] = x(ring[i]!, ring[i + 1]!, bottom);
							result[i + 1] = y(ring[i]!, ring[i + 1]!, bottom);
						}
						return result;
					})
				};
			})
		})),
		cells: cells.map((c) => ({
			...c,
			x: x(c.x, c.y, c.bottom),
			y: y(c.x, c.y, c.bottom),
			bottom: z(c.x, c.y, c.bottom),
			cos4: c.cos4 * cosTurn - c.sin4 * sinTurn,
			sin4: c.sin4 * cosTurn + c.cos4 * sinTurn
		}))
	};
}

type SixNumbers = [number, number, number, number, number, number];
type ElevenNumbers = [number, number, number, number, number, number, number, number, number, number, number];
