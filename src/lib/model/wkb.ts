/**
 * The geometry of one row: positions x, y in turn, rings closed. What a row does not have is absent; a collection has
 * more than one.
 */
export interface Geometry {
	readonly points?: Float64Array;
	readonly lines?: readonly Float64Array[];
	/** Rings of each polygon, the outer one first. */
	readonly polygons?: readonly (readonly Float64Array[])[];
}

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const COLLECTION = 7;

/** Well-known binary of a geometry, little-endian, two dimensions (OGC 06-103r4): one thing by itself, more in a collection. */
export function encodeWkb({ points, lines = [], polygons = [] }: Geometry): Uint8Array<ArrayBuffer> {
	const pointCount = (points?.length ?? 0) / 2;
	const members = pointCount + lines.length + polygons.length;
	let size = members === 1 ? 0 : 9;
	size += pointCount * 21;
	for (const line of lines) size += 9 + line.length * 8;
	for (const rings of polygons) size += rings.reduce((sum, ring) => sum + 4 + ring.length * 8, 9);
	const bytes = new Uint8Array(size);
	const view = new DataView(bytes.buffer);
	let at = 0;
	const head = (type: number, count?: number) => {
		bytes[at] = 1;
		view.setUint32(at + 1, type, true);
		at += 5;
		if (count !== undefined) whole(count);
	};
	const whole = (value: number) => {
		view.setUint32(at, value, true);
		at += 4;
	};
	const numbers = (values: Float64Array, from = 0, to = values.length) => {
		for (let index = from; index < to; index++, at += 8) view.setFloat64(at, values[index] as number, true);
	};
	if (members !== 1) head(COLLECTION, members);
	for (let index = 0; index < pointCount; index++) {
		head(POINT);
		numbers(points as Float64Array, 2 * index, 2 * index + 2);
	}
	for (const line of lines) {
		head(LINE, line.length / 2);
		numbers(line);
	}
	for (const rings of polygons) {
		head(POLYGON, rings.length);
		for (const ring of rings) {
			whole(ring.length / 2);
			numbers(ring);
		}
	}
	return bytes;
}

/**
 * Reads well-known binary of any byte order; heights and measures, as ISO or PostGIS mark them, are left out. Throws
 * RangeError when the bytes end too early or the type is none of these.
 */
export function decodeWkb(bytes: Uint8Array): Geometry {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const points: number[] = [];
	const lines: Float64Array[] = [];
	const polygons: Float64Array[][] = [];
	let at = 0;

	function geometry(): void {
		const little = view.getUint8(at) === 1;
		const marked = view.getUint32(at + 1, little);
		at += 5;
		if (marked & 0x20000000) at += 4; // PostGIS: the reference system's number
		const iso = marked & 0x0fffffff;
		const dimensions =
			2 +
			(marked & 0x80000000 || Math.floor(iso / 1000) % 2 === 1 ? 1 : 0) +
			(marked & 0x40000000 || iso >= 2000 ? 1 : 0);
		const type = iso % 1000;
		const whole = () => {
			const value = view.getUint32(at, little);
			at += 4;
			return value;
		};
		const positions = (count: number) => {
			if (count * dimensions * 8 > bytes.length - at) throw new RangeError('geometry ends too early');
			const flat = new Float64Array(2 * count);
			for (let index = 0; index < count; index++, at += dimensions * 8) {
				flat[2 * index] = view.getFloat64(at, little);
				flat[2 * index + 1] = view.getFloat64(at + 8, little);
			}
			return flat;
		};
		if (type === POINT) {
			const [x = NaN, y = NaN] = positions(1);
			if (!Number.isNaN(x + y)) points.push(x, y);
		} else if (type === LINE) lines.push(positions(whole()));
		else if (type === POLYGON) {
			const rings: Float64Array[] = [];
			for (let left = whole(); left > 0; left--) rings.push(positions(whole()));
			if (rings.length > 0) polygons.push(rings);
		} else if (type > POLYGON && type <= COLLECTION) for (let left = whole(); left > 0; left--) geometry();
		else throw new RangeError(`geometry type ${type} is not known`);
	}

	geometry();
	return {
		...(points.length > 0 && { points: Float64Array.from(points) }),
		...(lines.length > 0 && { lines }),
		...(polygons.length > 0 && { polygons })
	};
}
