/**
 * All ways that the trips of one origin use: an acyclic part of the network. Nodes and links are told by their places in
 * the bush, which is how they are gone through: a pass over a bush reads memory from front to back.
 */
export interface Bush {
	/** Nodes in topological order, the origin first. */
	readonly nodes: Int32Array;
	/** Where the links that lead to each node begin in `links`; one more than nodes. */
	readonly starts: Int32Array;
	readonly links: Int32Array;
	/** Place in `nodes` of where each of `links` begins. */
	readonly tails: Int32Array;
	/** Trips of the origin on each of `links`. */
	readonly flows: Float64Array;
}
