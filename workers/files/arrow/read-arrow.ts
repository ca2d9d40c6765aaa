import { ArrowLoader } from '@loaders.gl/arrow';
import { Table, type RecordBatch } from 'apache-arrow';
import { fileError, wordsOf } from '../file-error.ts';
import { filePieces } from '../file-pieces.ts';
import type { Reading, SourceTable } from '../table/source-table.ts';
import { sourceOfArrow } from './source-of-arrow.ts';

/** Columns of an Arrow IPC stream or file (Feather), and GeoArrow's well-known binary. Throws INPUT_INVALID when broken. */
export const readArrow = async (file: File, reading: Reading): Promise<SourceTable> =>
	sourceOfArrow(file.name, await arrowTable(file, reading));

/** In batches: in one piece the loader refuses columns of dictionaries (4.5.2). */
async function arrowTable(file: File, reading: Reading): Promise<Table> {
	const batches: RecordBatch[] = [];
	try {
		for await (const { data } of ArrowLoader.parseInBatches(filePieces(file, reading)))
			batches.push(...(data as Table).batches); // of the shape that it has unless asked for another
	} catch (cause) {
		reading.signal?.throwIfAborted();
		throw fileError(
			{
				file: file.name,
				reason: 'damaged',
				problem: `this Arrow file cannot be read (${wordsOf(cause)})`,
				cure: 'write it again without compression, or as Parquet'
			},
			cause
		);
	}
	return new Table(batches);
}
