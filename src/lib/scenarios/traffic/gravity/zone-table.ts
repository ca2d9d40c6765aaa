/** Numbers from every zone to every zone, row by row. */
export interface ZoneTable {
	readonly zones: number;
	readonly values: Float64Array;
}
