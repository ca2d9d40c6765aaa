import { inputError } from './input-error.ts';
import { openCsv } from './csv-rows.ts';
import { isObject } from './geojson-features.ts';
import { JsonValueCutter, parsePiece } from './json-values.ts';
import { readBytes, type OnBytes, type SourceFile } from './source-file.ts';

/** A table whatever its file format: texts by column. */
export interface PointsTable {
	readonly columns: readonly string[];
	readonly rows: AsyncGenerator<readonly string[][]>;
	/** What a row is called in messages. */
	readonly rowName: 'line' | 'element';
	/** Number of the first row in that counting. */
	readonly firstRow: number;
}

/** CSV, or a JSON array of objects (or of arrays), or GeoJSON points. */
export async function openPoints(
	source: SourceFile,
	delimiter?: string,
	onBytes?: OnBytes
): Promise<PointsTable> {
	if (/\.(geo)?json(l)?(\.gz)?$/i.test(source.path)) return openJsonPoints(source, onBytes);
	const table = await openCsv(source, delimiter, onBytes);
	return { ...table, rowName: 'line', firstRow: 2 };
}

/** Columns are those of the first thousand objects: JSON rows may leave empty ones out. */
const LOOK_AHEAD = 1000;

async function openJsonPoints(source: SourceFile, onBytes?: OnBytes): Promise<PointsTable> {
	const values = jsonObjects(source, onBytes);
	const ahead: Record<string, string>[] = [];
	const columns = new Set<string>();
	while (ahead.length < LOOK_AHEAD) {
		const next = await values.next();
		if (next.done) break;
		for (const value of next.value) {
			for (const key of Object.keys(value)) columns.add(key);
			ahead.push(value);
		}
	}
	if (ahead.length === 0)
		throw inputError({
			file: source.path,
			problem: 'it holds no object with data',
			cure: 'give an array of objects, a GeoJSON FeatureCollection of points, or CSV'
		});
	const names = [...columns];
	const row = (value: Record<string, string>) => names.map((name) => value[name] ?? '');
	return {
		columns: names,
		rowName: 'element',
		firstRow: 1,
		rows: (async function* () {
			yield ahead.map(row);
			for await (const batch of values) yield batch.map(row);
		})()
	};
}

async function* jsonObjects(source: SourceFile, onBytes?: OnBytes): AsyncGenerator<Record<string, string>[]> {
	const cutter = new JsonValueCutter(source.path, 'features');
	for await (const chunk of readBytes(source, onBytes)) {
		const batch: Record<string, string>[] = [];
		for (const piece of cutter.push(chunk)) {
			const value = parsePiece(source.path, piece);
			if (piece.from === 'top' && (Array.isArray(value) || isWrapper(value))) continue;
			batch.push(flatRecord(source.path, piece.line, value));
		}
		if (batch.length > 0) yield batch;
	}
	cutter.end();
}

function isWrapper(value: unknown): boolean {
	return isObject(value) && value['type'] === 'FeatureCollection';
}

function flatRecord(file: string, line: number, value: unknown): Record<string, string> {
	if (Array.isArray(value)) {
		const record: Record<string, string> = {};
		const names = ['lng', 'lat', 'value'];
		for (const [at, item] of (value as unknown[]).entries())
			record[names[at] ?? `value${at - 1}`] = scalar(item);
		return record;
	}
	if (!isObject(value))
		throw inputError({
			file,
			place: `line ${line}`,
			problem: 'expected an object',
			cure: 'give an array of objects'
		});
	if (value['type'] === 'Topology')
		throw inputError({
			file,
			place: `line ${line}`,
			problem: 'this is TopoJSON',
			cure: 'convert it to GeoJSON or CSV'
		});
	const record: Record<string, string> = {};
	const properties =
		value['type'] === 'Feature' && isObject(value['properties']) ? value['properties'] : value;
	const geometry = value['type'] === 'Feature' ? value['geometry'] : undefined;
	const position = isObject(geometry) ? geometry['coordinates'] : value['coordinates'];
	for (const [key, item] of Object.entries(properties)) {
		if (item !== position) record[key] = scalar(item);
	}
	if (Array.isArray(position)) {
		record['lng'] = scalar(position[0]);
		record['lat'] = scalar(position[1]);
	}
	return record;
}

function scalar(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
