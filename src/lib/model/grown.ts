export type Growable = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** A copy of `old` with room for `length` values, the new ones `empty`. */
export function grown<A extends Growable>(old: A, length: number, empty: number): A {
	const array = new (old.constructor as new (length: number) => A)(length); // a typed array's own class
	if (empty !== 0) array.fill(empty, old.length);
	array.set(old as never); // both of the type A
	return array;
}
