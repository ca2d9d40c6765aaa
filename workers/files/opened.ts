import type { DatasetColumn } from '#lib/model/city.ts';
import type { BBox, LngLat } from '#lib/model/geometry.ts';
import type { ChinaOffset } from './positions/china-offsets.ts';
import type { ModelFormat, TableFormat } from './sniff.ts';
import type { FileNote } from './table/source-table.ts';

export type ColumnKind = DatasetColumn['kind'];

/** A column as it was found. */
export interface FoundColumn {
	/** As the file has it. */
	readonly name: string;
	/** Without its unit: what it will be called. */
	readonly title: string;
	/** UCUM code of the unit in its name. */
	readonly unit?: string;
	readonly kind: ColumnKind;
	/** What it may be made. */
	readonly kinds: readonly ColumnKind[];
	/** Rows without a value. */
	readonly missing: number;
	/** One of its values. */
	readonly example: string;
}

/** Where the rows of a table lie. */
export interface Placing {
	/** Columns of eastings or longitudes and northings or latitudes; absent when the file's own geometries say it. */
	readonly columns?: { readonly x: string; readonly y: string };
	/** Reference system as `referenceSystem` reads it. */
	readonly crs: string;
	readonly offset?: ChinaOffset;
}

/** Where they came to lie. */
export interface Placed {
	/** Part of the rows looked at that have a position on earth, 0…1. */
	readonly share: number;
	/** Middle by median; absent when there is none. */
	readonly middle?: LngLat;
	/** Box around the inner 98 of 100 positions. */
	readonly box?: BBox;
	/** The reference system's name; absent when it is not known. */
	readonly system?: string;
}

/** A file of rows that waits for its owner's word. */
export interface OpenedTable {
	readonly kind: 'table';
	/** Of the worker; freed by `close`. */
	readonly id: number;
	readonly file: string;
	readonly format: TableFormat;
	readonly rows: number;
	readonly columns: readonly FoundColumn[];
	/** What its own geometries are; absent = none. */
	readonly shapes?: 'points' | 'shapes';
	/** Best guess; absent when nothing says where rows are. */
	readonly placing?: Placing;
	/** Reference system that the file states, as a name that people know. */
	readonly stated?: string;
	/** Systems in which the rows would lie in the city. */
	readonly likely: readonly string[];
	/** Column that is the rows' time. */
	readonly time?: string;
	/** The times name no zone: they are read as the city's. */
	readonly cityTime: boolean;
	readonly notes: readonly FileNote[];
}

/** A drawable thing that waits for its place. */
export interface OpenedModel {
	readonly kind: 'model';
	readonly file: string;
	readonly format: ModelFormat;
	/** Bytes of its files by path; of CityJSON, the mesh as glTF. */
	readonly files: ReadonlyMap<string, Blob>;
	/** Path of the file that names the others. */
	readonly entry: string;
	/** Where it says itself that it stands; absent when the user has to say it. */
	readonly at?: LngLat;
	/** Things in it, when that is known. */
	readonly count?: number;
}

export type Opened = OpenedTable | OpenedModel;

/** The owner's word on a table. */
export interface TableChoices {
	readonly id: number;
	/** Of the dataset: begins with `local-`. */
	readonly dataset: string;
	readonly title: string;
	readonly columns: readonly { readonly name: string; readonly kind: ColumnKind | 'left out' }[];
	readonly placing?: Placing;
	readonly time?: string;
}
