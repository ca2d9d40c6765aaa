import proj4 from 'proj4';
import { EPSG_CODES, projOf } from './epsg.ts';

/** Coordinates of one reference system to WGS 84 degrees; NaN where there is no such position. */
export interface ReferenceSystem {
	/** `EPSG:4326`, or the name in a WKT. */
	readonly name: string;
	/** Longitude and latitude already: positions stay as they are. */
	readonly geographic: boolean;
	toLngLat(x: number, y: number): readonly [lng: number, lat: number];
}

const SAME: ReferenceSystem['toLngLat'] = (x, y) => [x, y];

/**
 * The system that a text names: an EPSG code in any of its spellings (`EPSG:4547`, `urn:ogc:def:crs:EPSG::4547`,
 * `https://www.opengis.net/def/crs/EPSG/0/7415`, `4547`), CRS84, WKT or PROJ text. Undefined when it is not known.
 */
export function referenceSystem(text: string): ReferenceSystem | undefined {
	const asked = text.trim();
	if (/CRS:?84h?$/i.test(asked)) return { name: 'EPSG:4326', geographic: true, toLngLat: SAME };
	const code = epsgCode(asked);
	if (code !== undefined) {
		const proj = projOf(code);
		return proj === undefined ? undefined : of(`EPSG:${code}`, proj);
	}
	if (!/^\+proj=/.test(asked) && !/^[A-Z_]+\s*\[/i.test(asked)) return undefined;
	const name = /^\w+\s*\[\s*"([^"]+)"/.exec(asked)?.[1] ?? asked;
	return of(name, asked);
}

/** The code in a text that is nothing but one; of a WKT the authority of the whole, its last. */
function epsgCode(text: string): number | undefined {
	const plain = /^(?:.*EPSG[:/]+(?:[\d.]*[:/])?)?(\d{4,6})$/i.exec(text);
	if (plain) return Number(plain[1]);
	if (!/^[A-Z_]+\s*\[/i.test(text)) return undefined;
	const last = [...text.matchAll(/(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/gi)].at(-1);
	const code = last && Number(last[1]);
	return code !== undefined && projOf(code) !== undefined ? code : undefined;
}

function of(name: string, definition: string): ReferenceSystem | undefined {
	let converter: proj4.Converter;
	try {
		converter = proj4(definition, 'WGS84');
	} catch {
		return undefined; // a text that proj4 does not know either
	}
	// With a datum that is WGS 84's to a metre the degrees stay as they are.
	if (/\+proj=longlat/.test(definition) && /\+datum=WGS84/.test(definition))
		return { name, geographic: true, toLngLat: SAME };
	return {
		name,
		geographic: /^\s*GEOG/i.test(definition) || /\+proj=longlat/.test(definition),
		toLngLat: (x, y) => {
			if (!Number.isFinite(x) || !Number.isFinite(y)) return [NaN, NaN];
			const [lng, lat] = converter.forward([x, y]);
			return [lng as number, lat as number]; // as many as were given
		}
	};
}

/** Systems in which a position lies in a box: what coordinates without a stated system are likely to be in. */
export function systemsPlacing(
	x: number,
	y: number,
	[west, south, east, north]: readonly [number, number, number, number]
): string[] {
	const tried = new Set<string>();
	return EPSG_CODES.flatMap((code) => {
		const definition = projOf(code) as string; // of a code that there is
		if (tried.has(definition)) return [];
		tried.add(definition);
		const [lng, lat] = referenceSystem(`EPSG:${code}`)?.toLngLat(x, y) ?? [NaN, NaN];
		return lng >= west && lng <= east && lat >= south && lat <= north ? [`EPSG:${code}`] : [];
	});
}
