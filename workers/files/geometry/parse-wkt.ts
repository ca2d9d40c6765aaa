import type { Geometry } from '#lib/model/wkb.ts';

const HEAD =
	/^\s*(?:SRID=\d+;)?\s*(MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(ZM|Z|M)?\s*(?=\(|EMPTY)/i;

/** Whether a text begins as well-known text does. */
export const isWkt = (text: string): boolean => HEAD.test(text);

/** Reads well-known text; heights and measures are left out. Undefined when it is none, is cut off or is empty. */
export function parseWkt(text: string): Geometry | undefined {
	const points: number[] = [];
	const lines: Float64Array[] = [];
	const polygons: Float64Array[][] = [];
	if (!collect(text)) return undefined;
	if (points.length + lines.length + polygons.length === 0) return undefined;
	return {
		...(points.length > 0 && { points: Float64Array.from(points) }),
		...(lines.length > 0 && { lines }),
		...(polygons.length > 0 && { polygons })
	};

	function collect(one: string): boolean {
		const head = HEAD.exec(one);
		if (!head) return false;
		const body = one.slice(head[0].length).trim();
		if (/^EMPTY$/i.test(body)) return true;
		const inner = withoutBrackets(body);
		if (inner === undefined) return false;
		switch (head[1]?.toUpperCase()) {
			case 'POINT':
				return addPoints([inner]);
			case 'MULTIPOINT':
				return addPoints(parts(inner));
			case 'LINESTRING':
				return addLines([inner]);
			case 'MULTILINESTRING':
				return addLines(parts(inner));
			case 'POLYGON':
				return addPolygons([inner]);
			case 'MULTIPOLYGON':
				return addPolygons(parts(inner));
			default:
				return parts(inner).every(collect);
		}
	}
	function addPoints(texts: readonly string[]): boolean {
		for (const one of texts) {
			const flat = positions(withoutBrackets(one) ?? one);
			if (flat?.length !== 2) return false;
			points.push(flat[0] as number, flat[1] as number);
		}
		return true;
	}
	function addLines(texts: readonly string[]): boolean {
		for (const one of texts) {
			const flat = positions(withoutBrackets(one) ?? one);
			if (!flat || flat.length < 4) return false;
			lines.push(flat);
		}
		return true;
	}
	function addPolygons(texts: readonly string[]): boolean {
		for (const one of texts) {
			const rings: Float64Array[] = [];
			// of a multipolygon each part has brackets of its own around its rings
			for (const ring of parts(/^\s*\(\s*\(/.test(one) ? (withoutBrackets(one) ?? one) : one)) {
				const flat = positions(withoutBrackets(ring) ?? ring);
				if (!flat || flat.length < 6) return false;
				rings.push(flat);
			}
			polygons.push(rings);
		}
		return true;
	}
}

/** What stands between an outer pair of brackets; undefined without such a pair. */
function withoutBrackets(text: string): string | undefined {
	const trimmed = text.trim();
	if (!trimmed.startsWith('(') || !trimmed.endsWith(')')) return undefined;
	let depth = 0;
	for (let at = 0; at < trimmed.length; at++) {
		if (trimmed[at] === '(') depth++;
		else if (trimmed[at] === ')' && --depth === 0 && at < trimmed.length - 1) return undefined;
	}
	return depth === 0 ? trimmed.slice(1, -1) : undefined;
}

/** Splits at the commas outside of brackets. */
function parts(text: string): string[] {
	const found: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '(') depth++;
		else if (text[at] === ')') depth--;
		else if (text[at] === ',' && depth === 0) {
			found.push(text.slice(start, at));
			start = at + 1;
		}
	}
	return [...found, text.slice(start)];
}

function positions(text: string): Float64Array | undefined {
	const all = text.split(',').map((position) => position.trim().split(/\s+/).map(Number));
	if (all.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) return undefined;
	return Float64Array.from(all.flatMap(([x, y]) => [x as number, y as number]));
}
