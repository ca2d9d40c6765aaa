import { sourceOfArrow } from '../arrow/source-of-arrow.ts';
import type { Reading, SourceTable } from '../table/source-table.ts';
import { readApart } from './read-apart.ts';

/** Columns of a Parquet file with any codec; the geometry of GeoParquet. Throws INPUT_INVALID when it cannot be read. */
export const readParquet = async (file: File, reading: Reading): Promise<SourceTable> =>
	sourceOfArrow(file.name, await readApart(file, reading));
