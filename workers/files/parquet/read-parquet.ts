import type { Table } from 'apache-arrow';
import { geometryField } from '../arrow/geometry-field.ts';
import { sourceOfArrow } from '../arrow/source-of-arrow.ts';
import type { Reading, SourceTable } from '../table/source-table.ts';
import { readGeoMetadata } from './geo-metadata.ts';
import { readApart } from './read-apart.ts';
import { readPlain } from './read-plain.ts';

/**
 * Columns of a Parquet file with any codec; the geometry of GeoParquet. What loaders.gl refuses or breaks at goes to the
 * plain reader, which reads more kinds of columns and says what is wrong. Throws INPUT_INVALID when it cannot be read.
 */
export async function readParquet(file: File, reading: Reading): Promise<SourceTable> {
	try {
		return sourceOfParquet(file.name, await readApart(file, reading));
	} catch {
		reading.signal?.throwIfAborted();
		return readPlain(file, reading);
	}
}

/** The columns of a table that was read of a Parquet file. */
export function sourceOfParquet(file: string, table: Table): SourceTable {
	const { schema } = table;
	return sourceOfArrow(file, table, readGeoMetadata(schema.metadata.get('geo')) ?? geometryField(schema));
}
