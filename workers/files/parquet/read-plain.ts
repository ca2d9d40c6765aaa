import { AppError } from '#lib/model/errors.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { shapeOf } from '../geometry/shape-column.ts';
import type { Reading, SourceTable } from '../table/source-table.ts';
import { valueColumn } from '../table/value-columns.ts';
import { readGeoMetadata } from './geo-metadata.ts';

/** Columns of a Parquet file in plain JavaScript, which says what is wrong with one. Throws INPUT_INVALID. */
export async function readPlain(file: File, { signal, onBytes }: Reading): Promise<SourceTable> {
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
		const shapes = readGeoMetadata(metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value);
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
		const columns = [...values].flatMap(([name, column]) =>
			name === shapes?.column || name === shapes?.box ? [] : valueColumn(name, column, rows)
		);
		const shape = shapes && values.get(shapes.column);
		return {
			rows,
			columns,
			notes: [],
			...(shape && { geometry: shape.map((value) => shapeOf(value, shapes.encoding)) }),
			...(shapes?.crs !== undefined && { crs: shapes.crs })
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
