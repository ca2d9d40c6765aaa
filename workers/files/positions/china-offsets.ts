/**
 * GCJ-02, in which maps in China are published, and BD-09, Baidu's on top of it. Neither is published by its authors;
 * the series and constants below are the facts that open conversions agree on (eviltransform, coordtransform), taken
 * from their results. Against the maps' own services they are right to about a metre.
 */
const AXIS = 6378245;
const ECCENTRICITY = 0.006693421622965943;
const RAD = Math.PI / 180;
const BAIDU = (Math.PI * 3000) / 180;

export type ChinaOffset = 'gcj02' | 'bd09';
type Position = readonly [lng: number, lat: number];

/** The offset is applied in this box only: all of China, and some of its neighbours. */
export const hasOffset = (lng: number, lat: number): boolean =>
	lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;

/** WGS 84 to GCJ-02, degrees. */
export function toGcj02(lng: number, lat: number): Position {
	if (!hasOffset(lng, lat)) return [lng, lat];
	const x = lng - 105;
	const y = lat - 35;
	const root = Math.sqrt(Math.abs(x));
	const shared = 20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI);
	const north =
		-100 +
		2 * x +
		3 * y +
		0.2 * y * y +
		0.1 * x * y +
		0.2 * root +
		(2 / 3) *
			(shared + waves(y, 20, 40) + 160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30));
	const east =
		300 +
		x +
		2 * y +
		0.1 * x * x +
		0.1 * x * y +
		0.1 * root +
		(2 / 3) *
			(shared + waves(x, 20, 40) + 150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI));
	const sine = Math.sin(lat * RAD);
	const magic = 1 - ECCENTRICITY * sine * sine;
	const meridian = ((AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * RAD;
	const parallel = (AXIS / Math.sqrt(magic)) * Math.cos(lat * RAD) * RAD;
	return [lng + east / parallel, lat + north / meridian];
}

const waves = (value: number, first: number, second: number): number =>
	first * Math.sin(value * Math.PI) + second * Math.sin((value / 3) * Math.PI);

/** GCJ-02 to BD-09, degrees. */
export function toBd09(lng: number, lat: number): Position {
	const radius = Math.hypot(lng, lat) + 0.00002 * Math.sin(lat * BAIDU);
	const angle = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * BAIDU);
	return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

/** GCJ-02 or BD-09 to WGS 84, degrees: the way there, inverted by iteration to a tenth of a millimetre. */
export function fromChina(offset: ChinaOffset, lng: number, lat: number): Position {
	if (!hasOffset(lng, lat)) return [lng, lat];
	const there = (x: number, y: number): Position =>
		offset === 'gcj02' ? toGcj02(x, y) : toBd09(...toGcj02(x, y));
	let [x, y] = [lng, lat];
	for (let round = 0; round < 12; round++) {
		const [a, b] = there(x, y);
		const [dx, dy] = [lng - a, lat - b];
		x += dx;
		y += dy;
		if (Math.abs(dx) + Math.abs(dy) < 1e-9) break;
	}
	return [x, y];
}
