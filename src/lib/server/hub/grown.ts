export type Growable =
	| Uint8Array<ArrayBuffer>
	| Uint16Array<ArrayBuffer>
	| Uint32Array<ArrayBuffer>
	| Int32Array<ArrayBuffer>
	| Float32Array<ArrayBuffer>
	| Float64Array<ArrayBuffer>;

/** A copy of `old` with room for `length` values, the new ones `empty`. */
export function grown<A extends Growable>(old: A, length: number, empty: number): A {
	const array = new (old.constructor as new (length: number) => A)(length); // a typed array's own class
	if (empty !== 0) array.fill(empty, old.length);
	array.set(old as never); // both of the type A
	return array;
}
