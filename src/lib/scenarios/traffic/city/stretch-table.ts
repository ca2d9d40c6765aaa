/** Links between nodes, each made of carriageways one behind the other. */
export interface StretchTable {
	readonly nodes: number;
	readonly from: Int32Array;
	readonly to: Int32Array;
	/** Carriageways of each link, in the order that they are driven. */
	readonly members: readonly (readonly number[])[];
}
