import type { Geometry } from '#lib/model/wkb.ts';
import { fileError, wordsOf, type FileReason } from '../file-error.ts';
import { otherEncoding } from '../csv/text-encoding.ts';
import type { FileNote, SourceTable } from '../table/source-table.ts';
import { ValueColumns } from '../table/value-columns.ts';

/** What loaders.gl makes of a record of a .shp file. */
interface BinaryRecord {
	readonly type: 'Point' | 'LineString' | 'Polygon';
	readonly positions: { readonly value: ArrayLike<number>; readonly size: number };
	readonly pathIndices?: { readonly value: ArrayLike<number> };
	readonly polygonIndices?: { readonly value: ArrayLike<number> };
	readonly primitivePolygonIndices?: { readonly value: ArrayLike<number> };
}

/**
 * Rows of a zipped Shapefile: geometries of its .shp, columns of its .dbf, reference system of its .prj. Throws
 * INPUT_INVALID when a part is missing or broken.
 */
export async function readShapefile(
	file: string,
	entries: Readonly<Record<string, Uint8Array>>
): Promise<SourceTable> {
	const shapes = Object.keys(entries).filter((name) => /\.shp$/i.test(name));
	const [shp] = shapes;
	if (shp === undefined) throw broken(file, '.shp', 'there is no .shp in it', 'partMissing');
	const base = shp.slice(0, -4).toLowerCase();
	const part = (extension: string) =>
		Object.entries(entries).find(([name]) => name.toLowerCase() === base + extension)?.[1];

	const { SHPLoader, DBFLoader } = (await import('@loaders.gl/shapefile')) as unknown as Loaders; // their typings leave `parseSync` open
	const shape = entries[shp] as Uint8Array;
	checkShp(file, shp, shape);
	const geometry = recordsOf(file, shp, SHPLoader.parseSync(bufferOf(shape), FLAT));
	const dbf = part('.dbf');
	if (!dbf) throw broken(file, `${base}.dbf`, 'the table of its columns is not in the zip', 'partMissing');
	const encoding = encodingOf(part('.cpg'), dbf);
	const columns = new ValueColumns();
	const { rows, schema } = dbfTable(file, dbf, (buffer) =>
		DBFLoader.parseSync(buffer, { dbf: { shape: 'table', encoding } })
	);
	const dates = new Set(
		schema.fields.filter(({ type }) => type.startsWith('timestamp')).map(({ name }) => name)
	);
	for (const row of rows)
		columns.push(
			Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name, dates.has(name) ? dateOf(value) : value])
			)
		);
	if (rows.length < promisedRows(dbf))
		throw broken(file, `${base}.dbf`, `it is cut off: ${promisedRows(dbf)} rows were promised`, 'cutOff');
	if (rows.length < geometry.length)
		throw broken(
			file,
			`${base}.dbf`,
			`it has ${rows.length} rows where the .shp has ${geometry.length} geometries`
		);
	if (rows.length > geometry.length)
		throw broken(
			file,
			shp,
			`it has ${geometry.length} geometries that can be read where the .dbf has ${rows.length} rows`
		);
	const prj = part('.prj');
	const notes: FileNote[] = shapes.length > 1 ? [{ kind: 'part', taken: shp, left: shapes.length - 1 }] : [];
	if (encoding !== 'utf-8') notes.push({ kind: 'encoding', encoding });
	return {
		rows: geometry.length,
		columns: columns.finish(),
		geometry,
		notes,
		...(prj && { crs: new TextDecoder().decode(prj).trim() })
	};
}

/** Heights would come with a wrong stride where a record has no measures (4.5.2). */
const FLAT = { shp: { _maxDimensions: 2 } };

/** What is used of the two loaders. */
interface Loaders {
	readonly SHPLoader: { parseSync(bytes: ArrayBuffer, options: object): ShpResult };
	readonly DBFLoader: { parseSync(bytes: ArrayBuffer, options: object): unknown };
}

interface ShpResult {
	readonly geometries: readonly (BinaryRecord | null)[];
	readonly error?: string;
}

const SHP_MAGIC = 9994;
const SHP_HEADER = 100;

/** Of a .shp that breaks off, the loader leaves records out without a word (4.5.2). */
function checkShp(file: string, name: string, { buffer, byteOffset, byteLength }: Uint8Array): void {
	const view = new DataView(buffer, byteOffset, byteLength);
	if (byteLength >= 4 && view.getInt32(0) !== SHP_MAGIC) throw broken(file, name, 'this is no .shp');
	// Its header counts words of 16 bits.
	const promised = byteLength < SHP_HEADER ? SHP_HEADER : view.getInt32(24) * 2;
	if (promised > byteLength)
		throw broken(
			file,
			name,
			`it is cut off at byte ${byteLength}: ${promised} bytes were promised`,
			'cutOff'
		);
}

/** Rows that a .dbf says it has. */
const promisedRows = ({ buffer, byteOffset, byteLength }: Uint8Array): number =>
	new DataView(buffer, byteOffset, byteLength).getUint32(4, true);

function recordsOf(file: string, name: string, { geometries, error }: ShpResult): (Geometry | undefined)[] {
	if (error !== undefined)
		throw broken(file, name, `it breaks off or cannot be read after record ${geometries.length} (${error})`);
	return geometries.map((record) => (record ? geometryOf(record) : undefined));
}

function geometryOf({ type, positions, ...indices }: BinaryRecord): Geometry | undefined {
	const { value, size } = positions;
	const count = Math.floor(value.length / size);
	const flat = (from: number, to: number) => {
		const out = new Float64Array(2 * (to - from));
		for (let index = from; index < to; index++) {
			out[2 * (index - from)] = value[index * size] as number;
			out[2 * (index - from) + 1] = value[index * size + 1] as number;
		}
		return out;
	};
	if (count === 0) return undefined;
	if (type === 'Point') return { points: flat(0, count) };
	if (type === 'LineString')
		return { lines: stretches(indices.pathIndices?.value, count).map(([a, b]) => flat(a, b)) };
	const rings = stretches(indices.primitivePolygonIndices?.value, count);
	const outer = stretches(indices.polygonIndices?.value, count);
	// Some writers turn outer rings the wrong way round: then every ring is an area of its own.
	const areas = outer.length === 0 ? rings : outer;
	return {
		polygons: areas.map(([from, to]) =>
			rings.filter(([start]) => start >= from && start < to).map(([a, b]) => flat(a, b))
		)
	};
}

/** Where parts begin and end; the indices name each beginning and the end of all. */
function stretches(indices: ArrayLike<number> | undefined, count: number): [from: number, to: number][] {
	const starts = indices ? Array.from(indices) : [0, count];
	return starts.slice(0, -1).map((from, index) => [from, starts[index + 1] as number]);
}

interface DbfTable {
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly schema: { readonly fields: readonly { readonly name: string; readonly type: string }[] };
}

function dbfTable(file: string, bytes: Uint8Array, parse: (buffer: ArrayBuffer) => unknown): DbfTable {
	try {
		const table = parse(bufferOf(bytes)) as Partial<DbfTable>; // shape `table`
		if (table.rows && table.schema) return table as DbfTable;
	} catch (cause) {
		throw broken(file, '.dbf', wordsOf(cause), 'damaged', cause);
	}
	throw broken(file, '.dbf', 'its header cannot be read');
}

const dateOf = (value: unknown) =>
	typeof value === 'number' && !Number.isNaN(value) ? new Date(value) : undefined;

/** Of the .cpg; without one, UTF-8 if it is, else what its bytes look like. */
function encodingOf(cpg: Uint8Array | undefined, dbf: Uint8Array): string {
	const stated = cpg && new TextDecoder().decode(cpg).trim();
	const name = stated && /^\d{3,5}$/.test(stated) ? CODE_PAGES[stated] : stated;
	if (name) {
		try {
			return new TextDecoder(name).encoding;
		} catch {
			// a name that no decoder knows says nothing
		}
	}
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(dbf.subarray(32));
		return 'utf-8';
	} catch {
		return otherEncoding(dbf.subarray(32));
	}
}

const CODE_PAGES: Readonly<Record<string, string>> = {
	'936': 'gb18030',
	'65001': 'utf-8',
	'950': 'big5',
	'932': 'shift_jis',
	'949': 'euc-kr',
	'1252': 'windows-1252'
};

const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer; // a copy is never shared

const broken = (
	file: string,
	place: string,
	problem: string,
	reason: FileReason = 'damaged',
	cause?: unknown
) =>
	fileError(
		{ file, reason, place, problem, cure: 'zip the .shp, .shx, .dbf and .prj of one layer again' },
		cause
	);
