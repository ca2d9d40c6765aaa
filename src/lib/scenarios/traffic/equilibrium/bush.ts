/**
 * All ways that the trips of one origin use: an acyclic part of the network, its links in the topological order of the
 * nodes they lead to, those of a node together.
 */
export interface Bush {
	readonly links: Int32Array;
	/** Trips of the origin on each of `links`. */
	readonly flows: Float64Array;
}
