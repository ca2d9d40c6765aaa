import { tableFromIPC, tableToIPC } from 'apache-arrow';
import type { DatasetOf } from '#lib/model/city.ts';
import { resultColumns } from '#lib/queries/result-columns.ts';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { makePoints } from './make-points.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeoJson } from './write-geojson.ts';
import { writeParquet } from './write-parquet.ts';

/** Formats that a result is written in, each the ending of its files. */
export const EXPORT_FORMATS = ['csv', 'geojson', 'arrow', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows whose values are read at a time: as values they take many times what they take in columns. */
const ROWS_AT_ONCE = 100_000;

/** What the worker does with an answer, an Arrow IPC stream; its type is the contract with `client.ts`. */
export const exportApi = {
	/** The whole answer as a file. Throws QUERY_FAILED with `reason` `noPosition` for GeoJSON without `lng` and `lat`. */
	write(answer: Uint8Array, format: ExportFormat): Blob {
		const table = tableFromIPC(answer);
		switch (format) {
			case 'csv':
				return writeCsv(resultColumns(table), table.numRows);
			case 'geojson':
				return writeGeoJson(resultColumns(table), table.numRows);
			case 'arrow':
				return new Blob([tableToIPC(table, 'file') as Uint8Array<ArrayBuffer>], {
					type: 'application/vnd.apache.arrow.file'
				});
			case 'parquet':
				return writeParquet(table);
		}
	},

	/** Rows of an answer as lines of a CSV file, the first of them with its head; `times`: columns of epoch milliseconds. */
	csvRows(answer: Uint8Array, times: ReadonlySet<string>, isFirst: boolean): Blob {
		const table = tableFromIPC(answer);
		const parts: Blob[] = [];
		for (let from = 0; from < Math.max(1, table.numRows); from += ROWS_AT_ONCE) {
			const rows = table.slice(from, from + ROWS_AT_ONCE);
			parts.push(writeCsv(resultColumns(rows), rows.numRows, { times, hasHead: isFirst && from === 0 }));
		}
		return new Blob(parts, { type: 'text/csv; charset=utf-8' });
	},

	/** The answer as points of a dataset; timestamps are wall time of an IANA zone. */
	points(answer: Uint8Array, named: Pick<DatasetOf<'points'>, 'id' | 'title'>, timezone: string) {
		const table = tableFromIPC(answer);
		return makePoints(resultColumns(table), table.numRows, named, new TimeZone(timezone));
	}
};

export type ExportApi = typeof exportApi;
