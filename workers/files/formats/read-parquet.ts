import { AppError } from '#lib/model/errors.ts';
import type { Geometry } from '#lib/model/wkb.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { fromGeoJson } from '../geometry/geojson-geometry.ts';
import type { FileNote, Reading, SourceColumn, SourceTable } from '../table/source-table.ts';
import { valueColumn } from '../table/value-columns.ts';

/** Columns of a Parquet file with any codec; the geometry of GeoParquet. Throws INPUT_INVALID when it cannot be read. */
export async function readParquet(file: File, { signal, onBytes }: Reading): Promise<SourceTable> {
	const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
		import('hyparquet'),
		import('hyparquet-compressors')
	]);
	let read = 0;
	const source = {
		byteLength: file.size,
		slice: async (from: number, to = file.size) => {
			signal?.throwIfAborted();
			const bytes = await file.slice(from, to).arrayBuffer();
			onBytes(Math.min(file.size, (read += bytes.byteLength)));
			return bytes;
		}
	};
	try {
		const metadata = await parquetMetadataAsync(source);
		const rows = Number(metadata.num_rows);
		const names = parquetSchema(metadata).children.map(({ element }) => element.name);
		const geo = geoOf(metadata.key_value_metadata ?? []);
		const values = new Map(names.map((name) => [name, new Array<unknown>(rows)]));
		await parquetRead({
			file: source,
			metadata,
			compressors,
			onChunk: ({ columnName, columnData, rowStart }) => {
				const column = values.get(columnName);
				if (column)
					for (let row = 0; row < columnData.length; row++) column[rowStart + row] = columnData[row];
			}
		});
		if (rows === 0)
			throw fileError({
				file: file.name,
				reason: 'noRows',
				problem: 'it has no rows',
				cure: 'give a file with rows'
			});
		const notes: FileNote[] = [];
		const shapes = geo && values.get(geo.column);
		const columns: SourceColumn[] = [];
		for (const [name, column] of values)
			if (name !== geo?.column && name !== geo?.box) columns.push(valueColumn(name, column, rows));
		return {
			rows,
			columns,
			notes,
			...(shapes && { geometry: shapes.map((shape): Geometry | undefined => fromGeoJson(shape)) }),
			...(geo?.crs !== undefined && { crs: geo.crs })
		};
	} catch (cause) {
		signal?.throwIfAborted();
		if (cause instanceof AppError) throw cause;
		throw fileError(
			{
				file: file.name,
				reason: 'damaged',
				problem: `this Parquet file cannot be read (${wordsOf(cause)})`,
				cure: 'check that it was copied whole, or write it again'
			},
			cause
		);
	}
}

interface Geo {
	readonly column: string;
	/** The column of bounding boxes that some writers add. */
	readonly box?: string;
	readonly crs?: string;
}

/** What GeoParquet's metadata say; without a reference system it is longitude and latitude. */
function geoOf(entries: readonly { readonly key: string; readonly value?: string }[]): Geo | undefined {
	const text = entries.find(({ key }) => key === 'geo')?.value;
	if (text === undefined) return undefined;
	const { primary_column: column, columns } = JSON.parse(text) as {
		primary_column: string;
		columns: Readonly<
			Record<
				string,
				{
					crs?: { id?: { authority: string; code: string | number } } | null;
					covering?: { bbox?: { xmin?: readonly string[] } };
				}
			>
		>;
	}; // GeoParquet 1.1
	const { crs, covering } = columns[column] ?? {};
	const box = covering?.bbox?.xmin?.[0];
	return {
		column,
		...(box !== undefined && { box }),
		...(crs?.id && { crs: `${crs.id.authority}:${crs.id.code}` })
	};
}
