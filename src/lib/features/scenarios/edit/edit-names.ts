/** What things are called that edits name by rows and ids; undefined: it has no name, or nobody knows it yet. */
export interface EditNames {
	/** Everything that was asked for is here: what has no name now has none. */
	readonly settled: boolean;
	/** Of a row of the city's roads. */
	road(row: number): string | undefined;
	/** Of a row of the facilities. */
	facility(row: number): string | undefined;
	route(dataset: string, route: string): string | undefined;
	stop(dataset: string, stop: string): string | undefined;
}
