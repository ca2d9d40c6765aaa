import { ArrowLoader } from '@loaders.gl/arrow';
import { RecordBatchReader, Table, type RecordBatch } from 'apache-arrow';
import { fileError, wordsOf } from '../file-error.ts';
import { filePieces } from '../file-pieces.ts';
import type { Reading, SourceTable } from '../table/source-table.ts';
import { sourceOfArrow } from './source-of-arrow.ts';

/** Columns of an Arrow IPC stream or file (Feather), and GeoArrow's well-known binary. Throws INPUT_INVALID when broken. */
export async function readArrow(file: File, reading: Reading): Promise<SourceTable> {
	if ((await file.slice(0, 4).text()) === 'FEA1')
		throw fileError({
			file: file.name,
			reason: 'featherOld',
			problem: 'this is Feather V1',
			cure: 'write it again as Arrow IPC (Feather V2) or Parquet'
		});
	const table = await arrowTable(file, reading);
	if (table.numRows === 0 && !(await isEmpty(file, table)))
		throw damaged(file.name, 'what it promises is not in it');
	return sourceOfArrow(file.name, table);
}

/** In batches: in one piece the loader refuses columns of dictionaries (4.5.2). */
async function arrowTable(file: File, reading: Reading): Promise<Table> {
	const batches: RecordBatch[] = [];
	try {
		for await (const { data } of ArrowLoader.parseInBatches(filePieces(file, reading)))
			batches.push(...(data as Table).batches); // of the shape that it has unless asked for another
	} catch (cause) {
		reading.signal?.throwIfAborted();
		throw damaged(file.name, wordsOf(cause), cause);
	}
	return new Table(batches);
}

/** Whether a file has no rows by its own words: the loader stops without a word at what it cannot read (4.5.2). */
async function isEmpty(file: File, { numCols }: Table): Promise<boolean> {
	if (numCols === 0) return false;
	const reader = RecordBatchReader.from(new Uint8Array(await file.arrayBuffer())).open();
	if (!reader.isFile() || !reader.isSync()) return true;
	for (let index = 0; index < reader.numRecordBatches; index++)
		if (!reader.readRecordBatch(index)) return false;
	return true;
}

const damaged = (file: string, why: string, cause?: unknown) =>
	fileError(
		{
			file,
			reason: 'damaged',
			problem: `this Arrow file cannot be read (${why})`,
			cure: 'write it again without compression, or as Parquet'
		},
		cause
	);
