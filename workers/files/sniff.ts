/** Formats that can be dropped, by what is done with them. */
export const TABLE_FORMATS = [
	'csv',
	'geojson',
	'parquet',
	'arrow',
	'kml',
	'kmz',
	'gpx',
	'shapefile'
] as const;
export const MODEL_FORMATS = ['gltf', 'tileset', 'cityjson'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
export type ModelFormat = (typeof MODEL_FORMATS)[number];
export type FileFormat = TableFormat | ModelFormat;

const begins = (head: Uint8Array, text: string) =>
	[...text].every((letter, index) => head[index] === letter.charCodeAt(0));

/**
 * What a file is, by its first bytes and only then by its name. `entries` are the names in it when it is a zip.
 * Undefined when it is nothing of ours.
 */
export function sniffFormat(
	name: string,
	head: Uint8Array,
	entries: readonly string[] = []
): FileFormat | undefined {
	if (begins(head, 'PAR1')) return 'parquet';
	if (begins(head, 'ARROW1') || isArrowStream(head) || isOldFeather(name, head)) return 'arrow';
	if (begins(head, 'glTF')) return 'gltf';
	if (begins(head, 'PK')) return zipFormat(entries);
	const text = new TextDecoder()
		.decode(head)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (text.startsWith('<')) {
		if (/<(?:\w+:)?kml[\s>]/i.test(text)) return 'kml';
		if (/<(?:\w+:)?gpx[\s>]/i.test(text)) return 'gpx';
		return undefined;
	}
	if (text.startsWith('{') || text.startsWith('[') || text.startsWith('\u001e')) {
		if (/"type"\s*:\s*"CityJSON|"CityObjects"\s*:/.test(text) || /\.city\.jsonl?$/i.test(name))
			return 'cityjson';
		if (/"geometricError"\s*:/.test(text) && /"root"\s*:/.test(text)) return 'tileset';
		if (/"asset"\s*:\s*\{/.test(text) && /\.gltf$/i.test(name)) return 'gltf';
		return 'geojson';
	}
	if (isBinary(head)) return undefined;
	return 'csv';
}

function zipFormat(entries: readonly string[]): FileFormat | undefined {
	const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry));
	if (has(/\.shp$/i)) return 'shapefile';
	if (has(/(^|\/)tileset\.json$/i)) return 'tileset';
	if (has(/\.kml$/i)) return 'kmz';
	return undefined;
}

/** An IPC stream begins with a continuation mark and the length of its schema message. */
const isArrowStream = (head: Uint8Array) =>
	head.length > 8 && head.subarray(0, 4).every((byte) => byte === 0xff);

/** Feather of before Arrow's own format; a table of text may have a column of that name. */
const isOldFeather = (name: string, head: Uint8Array) =>
	begins(head, 'FEA1') && (isBinary(head) || /\.feather$/i.test(name));

/** Zero bytes are in no text but UTF-16's. */
const isBinary = (head: Uint8Array) =>
	!(head[0] === 0xff && head[1] === 0xfe) && !(head[0] === 0xfe && head[1] === 0xff) && head.includes(0);
