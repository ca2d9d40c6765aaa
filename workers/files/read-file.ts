import { unzipSync } from 'fflate';
import { readCsv } from './csv/read-csv.ts';
import { fileError, wordsOf } from './file-error.ts';
import { filePieces } from './file-pieces.ts';
import { sniffFormat, type FileFormat, type TableFormat } from './sniff.ts';
import { withJoinedClock } from './table/joined-clock.ts';
import type { Reading, SourceTable } from './table/source-table.ts';
import { withTextGeometry } from './table/text-geometry.ts';

/** What most browsers hold in one text, bytes. */
const LARGEST_TEXT = 480 * 2 ** 20;
const HEAD = 1 << 16;

/** A file whose format is known. */
export interface KnownFile {
	readonly file: File;
	readonly format: FileFormat;
	/** What is in it, when it is a zip. */
	readonly entries: Readonly<Record<string, Uint8Array>>;
}

/** Finds out what a file is, and opens it when it is a zip. Throws INPUT_EMPTY, INPUT_TYPE_UNSUPPORTED, INPUT_INVALID. */
export async function knowFile(file: File, { signal }: Reading): Promise<KnownFile> {
	if (file.size === 0)
		throw fileError({ file: file.name, reason: 'empty', problem: 'it is empty', cure: 'export it again' });
	const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
	const zipped = head[0] === 0x50 && head[1] === 0x4b;
	const entries = zipped ? unzipped(file.name, new Uint8Array(await file.arrayBuffer())) : {};
	signal?.throwIfAborted();
	const format = sniffFormat(file.name, head, Object.keys(entries));
	if (!format)
		throw fileError({
			file: file.name,
			reason: zipped ? 'zipUnknown' : 'unknown',
			problem: zipped
				? 'this zip holds no Shapefile, no KML and no tileset.json'
				: 'its content is of no format that can be shown',
			cure: 'give CSV, GeoJSON, Parquet, Arrow, KML, KMZ, GPX, a zipped Shapefile, glTF, 3D Tiles or CityJSON'
		});
	return { file, format, entries };
}

function unzipped(file: string, bytes: Uint8Array): Record<string, Uint8Array> {
	try {
		const all = Object.entries(unzipSync(bytes));
		return Object.fromEntries(all.filter(([name]) => !name.endsWith('/') && !name.startsWith('__MACOSX/')));
	} catch (cause) {
		throw fileError(
			{
				file,
				reason: 'damaged',
				problem: `this zip cannot be opened (${wordsOf(cause)})`,
				cure: 'check that it was copied whole'
			},
			cause
		);
	}
}

/** Reads the rows of a file; the readers of formats load when the first file of theirs comes. */
export async function readTable(
	{ file, entries }: KnownFile,
	format: TableFormat,
	reading: Reading
): Promise<SourceTable> {
	switch (format) {
		case 'csv':
			return withJoinedClock(withTextGeometry(await readCsv(file, reading)));
		case 'parquet':
			return (await import('./parquet/read-parquet.ts')).readParquet(file, reading);
		case 'shapefile':
			return (await import('./formats/read-shapefile.ts')).readShapefile(file.name, entries);
		case 'arrow':
			return (await import('./arrow/read-arrow.ts')).readArrow(file, reading);
		case 'kmz': {
			const [, kml] = Object.entries(entries).find(([name]) => /\.kml$/i.test(name)) as [string, Uint8Array]; // by what makes it one
			return xml(file.name, new TextDecoder().decode(kml), 'kml');
		}
		case 'kml':
		case 'gpx':
			return xml(file.name, await textOf(file, reading), format);
		case 'geojson':
			return (await import('./formats/read-geojson.ts')).readGeoJson(file.name, await textOf(file, reading));
	}
}

const xml = async (name: string, text: string, format: 'kml' | 'gpx') =>
	(await import('./formats/read-kml.ts')).readXmlFeatures(name, text, format);

/** The text of a file, when it is not larger than what is read of its format. */
export async function textOf(file: File, reading: Reading): Promise<string> {
	if (file.size > LARGEST_TEXT)
		throw fileError({
			file: file.name,
			reason: 'tooLarge',
			problem: `it is larger than the ${LARGEST_TEXT / 2 ** 20} MB that are read of this format`,
			cure: 'give it as Parquet or CSV'
		});
	const decoder = new TextDecoder();
	let text = '';
	for await (const piece of filePieces(file, reading)) text += decoder.decode(piece, { stream: true });
	return text + decoder.decode();
}
