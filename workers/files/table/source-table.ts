import type { Geometry } from '#lib/model/wkb.ts';
import type { ByteTexts } from './byte-texts.ts';

/** A column as its file holds it; of a text or number each row, NaN or −1 where there is none. */
export type SourceColumn = { readonly name: string } & (
	| { readonly store: 'number'; readonly values: Float64Array }
	/** Epoch ms; of texts without a zone the wall clock's digits as if they were UTC. */
	| { readonly store: 'time'; readonly values: Float64Array; readonly zoned: boolean }
	| { readonly store: 'text'; readonly codes: Int32Array; readonly texts: ByteTexts }
);

/** Something about a file that its owner should know; the interface writes the sentence. */
export type FileNote =
	/** Its text was not UTF-8 and was read as this. */
	| { readonly kind: 'encoding'; readonly encoding: string }
	/** Cells of a column of numbers or times that are none, and count as missing. */
	| {
			readonly kind: 'strays';
			readonly column: string;
			readonly count: number;
			readonly line: number;
			readonly example: string;
	  }
	/** Lines with more cells than the header, which were cut. */
	| { readonly kind: 'longLines'; readonly count: number; readonly line: number }
	/** Cells that go on over the end of a line after a quote that letters follow: rows may be within them. */
	| { readonly kind: 'runOn'; readonly count: number; readonly line: number }
	/** There is no header line: columns are numbered. */
	| { readonly kind: 'headerless' }
	/** Rows whose geometry could not be read: they count and are not on the map. */
	| { readonly kind: 'geometryUnread'; readonly count: number; readonly place: string }
	/** The clock of one column was put to the day of another. */
	| { readonly kind: 'clockJoined'; readonly date: string; readonly clock: string }
	/** Of several tables or layers in one file this one was taken. */
	| { readonly kind: 'part'; readonly taken: string; readonly left: number };

/** What a reader makes of a file of rows. */
export interface SourceTable {
	readonly rows: number;
	readonly columns: readonly SourceColumn[];
	/** By row, in the file's reference system; absent when the file has no geometries. */
	readonly geometry?: readonly (Geometry | undefined)[];
	/** Reference system that the file states: EPSG code, WKT or PROJ text. */
	readonly crs?: string;
	readonly notes: readonly FileNote[];
}

/** What every reader is given. */
export interface Reading {
	readonly signal: AbortSignal | undefined;
	/** Bytes read so far. */
	readonly onBytes: (bytes: number) => void;
}
